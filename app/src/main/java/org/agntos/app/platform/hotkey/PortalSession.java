package org.agntos.app.platform.hotkey;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// Something lasting that a portal gave.
@DBusInterfaceName("org.freedesktop.portal.Session")
public interface PortalSession extends DBusInterface {
    void Close();
}
