package org.agntos.app.platform.hotkey;

import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/// A shortcut on the bus: `(sa{sv})`.
public final class PortalShortcut extends Struct {
    @Position(0)
    public final String id;

    @Position(1)
    public final Map<String, Variant<?>> properties;

    public PortalShortcut(String id, Map<String, Variant<?>> properties) {
        this.id = id;
        this.properties = properties;
    }
}
