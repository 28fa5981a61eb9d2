package org.agntos.app.theme;

import java.util.Locale;
import java.util.Optional;

/// Which colours the person wants.
public enum Theme {
    /// As the desktop has it, also when it changes.
    SYSTEM,
    LIGHT,
    DARK;

    public Theme next() {
        return switch (this) {
            case SYSTEM -> LIGHT;
            case LIGHT -> DARK;
            case DARK -> SYSTEM;
        };
    }

    /// Parses a command line's word; empty if it is none.
    public static Optional<Theme> parse(String word) {
        for (Theme theme : values()) {
            if (theme.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }
}
