package org.agntos.app.platform.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says something outside the window, by the desktop's notices. Where no program shows them, nothing is said: whatever
/// matters is in the window as well. Safe for any thread; it blocks until the desktop has answered.
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private Notices() {}

    public static void show(SessionBus bus, String title, String text) {
        bus.connection().ifPresent(connection -> {
            try {
                Notifications desktop = connection.getRemoteObject(
                        "org.freedesktop.Notifications", "/org/freedesktop/Notifications", Notifications.class, true);
                desktop.Notify(
                        "AgntOS",
                        new UInt32(0),
                        AssistantName.NAME,
                        title,
                        text,
                        List.of(),
                        Map.of("desktop-entry", new Variant<>(AssistantName.NAME)),
                        -1);
            } catch (DBusException | DBusExecutionException e) {
                LOG.debug("No program shows notices", e);
            }
        });
    }
}
