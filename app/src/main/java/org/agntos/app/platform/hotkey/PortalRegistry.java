package org.agntos.app.platform.hotkey;

import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// Where newer portals are told who a program outside a sandbox is.
@DBusInterfaceName("org.freedesktop.host.portal.Registry")
public interface PortalRegistry extends DBusInterface {
    void Register(String programId, Map<String, Variant<?>> options);
}
