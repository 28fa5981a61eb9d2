package org.agntos.app.platform.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// What desktops call to open a program that is already there, as the Desktop Entry specification has it.
@DBusInterfaceName("org.freedesktop.Application")
public interface Application extends DBusInterface {
    /// Shows the window. @param platformData such as `activation-token`
    void Activate(Map<String, Variant<?>> platformData);

    /// Shows the window; there are no files that we open.
    void Open(List<String> uris, Map<String, Variant<?>> platformData);

    /// Does one of `toggle`, `new-chat`, `show-change` (with an id), `settings`, `quit`.
    void ActivateAction(String action, List<Variant<?>> parameters, Map<String, Variant<?>> platformData);
}
