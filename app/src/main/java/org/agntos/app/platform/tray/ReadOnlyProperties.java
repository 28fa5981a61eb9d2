package org.agntos.app.platform.tray;

import java.util.Map;
import org.freedesktop.dbus.errors.PropertyReadOnly;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// `org.freedesktop.DBus.Properties` by hand: what dbus-java does by itself answers `Get` with the bare type instead
/// of a variant, and panels of Qt refuse that.
public interface ReadOnlyProperties extends Properties {
    Map<String, Variant<?>> properties();

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so inherited; the bus takes a variant
    default <A> A Get(String interfaceName, String property) {
        Variant<?> value = properties().get(property);
        if (value == null) {
            throw new UnknownProperty(property);
        }
        return (A) value;
    }

    @Override
    default <A> void Set(String interfaceName, String property, A value) {
        throw new PropertyReadOnly(property);
    }

    @Override
    default Map<String, Variant<?>> GetAll(String interfaceName) {
        return properties();
    }
}
