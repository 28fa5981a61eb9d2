package org.agntos.core.model.settings;

import java.net.URI;
import java.util.Locale;

/// Addresses of this computer, told by their names alone.
public final class Loopback {
    private Loopback() {}

    /// Whether an endpoint is meant to be on this computer. What a name really leads to is looked at before connecting.
    public static boolean isName(URI endpoint) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }
}
