package org.agntos.app.platform.dbus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the session bus listens.
///
/// @param text one address of the kind `unix:path=…`, the only one that our transport knows
public record SessionBusAddress(String text) {
    private static final String WITH_PATH = "unix:path=";

    /// Reads `DBUS_SESSION_BUS_ADDRESS`, which may be a list; without it the bus that systemd starts for a person.
    ///
    /// @param environment of this process
    /// @return empty if there is no bus, or only one at an abstract or a remote address
    public static Optional<SessionBusAddress> of(Map<String, String> environment) {
        String list = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (!list.isEmpty()) {
            return firstWithPath(list);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path socket = Path.of(runtime, "bus");
        return !runtime.isEmpty() && Files.exists(socket)
                ? Optional.of(new SessionBusAddress(WITH_PATH + socket))
                : Optional.empty();
    }

    private static Optional<SessionBusAddress> firstWithPath(String list) {
        for (String address : list.split(";", -1)) {
            if (address.startsWith(WITH_PATH)) {
                return Optional.of(new SessionBusAddress(address));
            }
        }
        return Optional.empty();
    }
}
