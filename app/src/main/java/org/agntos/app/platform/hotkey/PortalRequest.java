package org.agntos.app.platform.hotkey;

import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// Something asked of a portal, which answers by a signal.
@DBusInterfaceName("org.freedesktop.portal.Request")
public interface PortalRequest extends DBusInterface {
    void Close();

    /// The answer: 0 is yes, 1 the person's no, 2 something else.
    final class Response extends DBusSignal {
        public final UInt32 code;
        public final Map<String, Variant<?>> results;

        public Response(String path, UInt32 code, Map<String, Variant<?>> results) throws DBusException {
            super(path, code, results);
            this.code = code;
            this.results = results;
        }
    }
}
