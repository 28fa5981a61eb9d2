package org.agntos.app.resident;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Whether the desktop's icon theme has our symbolic icons, which panels draw in their own colour.
public final class SymbolicIcons {
    private static final String NAME = "org.agntos.Assistant-symbolic";

    private final boolean areThere;

    private SymbolicIcons(boolean areThere) {
        this.areThere = areThere;
    }

    /// @param environment of this process
    public static SymbolicIcons of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        String own = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
        String shared = environment.getOrDefault("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
        for (String folder : (own + ":" + shared).split(":", -1)) {
            if (!folder.isEmpty()
                    && Files.exists(Path.of(folder, "icons", "hicolor", "symbolic", "apps", NAME + ".svg"))) {
                return new SymbolicIcons(true);
            }
        }
        return new SymbolicIcons(false);
    }

    /// The name for the bus; empty where the theme has none.
    String name(Activity activity) {
        if (!areThere) {
            return "";
        }
        return switch (activity) {
            case IDLE -> NAME;
            case WORKING -> "org.agntos.Assistant-working-symbolic";
            case NEEDS_YOU -> "org.agntos.Assistant-attention-symbolic";
            case FAILED -> "org.agntos.Assistant-failed-symbolic";
        };
    }
}
