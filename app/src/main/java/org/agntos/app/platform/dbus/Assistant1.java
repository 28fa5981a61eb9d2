package org.agntos.app.platform.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/// The assistant for other programs of the session. Nothing here applies a change: that is for the person alone.
@DBusInterfaceName("org.agntos.Assistant1")
public interface Assistant1 extends DBusInterface {
    /// Shows the window and asks `request` in it.
    void Ask(String request);

    /// Shows the window.
    void Show();

    /// Shows the launcher, or hides it.
    void Toggle();

    /// Ends the program.
    void Quit();

    /// The proposals that wait for a decision, newest first.
    List<ProposalLine> ListProposals();

    /// `version` s, `state` s (`idle`, `working`, `needs-you`, `failed`), `pending` i, `machine` s, `window` b
    /// (shown or not), `tray` b, `hotkey` s (`none` or the way in force).
    Map<String, Variant<?>> Status();

    /// A proposal was stored.
    final class ProposalCreated extends DBusSignal {
        public final String id;
        public final String summary;

        public ProposalCreated(String path, String id, String summary) throws DBusException {
            super(path, id, summary);
            this.id = id;
            this.summary = summary;
        }
    }

    /// An approved change is being applied by this program.
    final class RebuildStarted extends DBusSignal {
        public final String summary;

        public RebuildStarted(String path, String summary) throws DBusException {
            super(path, summary);
            this.summary = summary;
        }
    }

    /// Applying ended.
    final class RebuildFinished extends DBusSignal {
        public final String summary;
        public final boolean success;

        public RebuildFinished(String path, String summary, boolean success) throws DBusException {
            super(path, summary, success);
            this.summary = summary;
            this.success = success;
        }
    }

    /// The record grew, whoever did what is in it.
    final class AuditEntry extends DBusSignal {
        public final String id;
        public final String summary;
        public final String result;

        public AuditEntry(String path, String id, String summary, String result) throws DBusException {
            super(path, id, summary, result);
            this.id = id;
            this.summary = summary;
            this.result = result;
        }
    }

    /// Something the person ought to know.
    final class Alert extends DBusSignal {
        public final String title;
        public final String text;

        public Alert(String path, String title, String text) throws DBusException {
            super(path, title, text);
            this.title = title;
            this.text = text;
        }
    }
}
