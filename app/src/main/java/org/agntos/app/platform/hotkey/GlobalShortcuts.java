package org.agntos.app.platform.hotkey;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/// The portal's keys.
@DBusInterfaceName("org.freedesktop.portal.GlobalShortcuts")
public interface GlobalShortcuts extends DBusInterface {
    String NAME = "org.freedesktop.portal.Desktop";
    String PATH = "/org/freedesktop/portal/desktop";

    /// @return the request, whose answer has the session
    DBusPath CreateSession(Map<String, Variant<?>> options);

    DBusPath BindShortcuts(
            DBusPath session, List<PortalShortcut> shortcuts, String parentWindow, Map<String, Variant<?>> options);

    DBusPath ListShortcuts(DBusPath session, Map<String, Variant<?>> options);

    /// Keys were pressed.
    final class Activated extends DBusSignal {
        public final DBusPath session;
        public final String shortcut;
        public final UInt64 timestamp;
        public final Map<String, Variant<?>> options;

        public Activated(
                String path, DBusPath session, String shortcut, UInt64 timestamp, Map<String, Variant<?>> options)
                throws DBusException {
            super(path, session, shortcut, timestamp, options);
            this.session = session;
            this.shortcut = shortcut;
            this.timestamp = timestamp;
            this.options = options;
        }
    }

    /// The person gave a shortcut other keys.
    final class ShortcutsChanged extends DBusSignal {
        public final DBusPath session;
        public final List<PortalShortcut> shortcuts;

        public ShortcutsChanged(String path, DBusPath session, List<PortalShortcut> shortcuts) throws DBusException {
            super(path, session, shortcuts);
            this.session = session;
            this.shortcuts = shortcuts;
        }
    }
}
