package org.agntos.app.shell;

import java.util.Arrays;
import java.util.Optional;

/// The screens, in the order of the navigation and of Ctrl+1 to Ctrl+5.
public enum Place {
    CHAT,
    CHANGES,
    TIMELINE,
    MEMORY,
    SETTINGS;

    /// The place of this [#name]; empty if there is none.
    public static Optional<Place> parse(String name) {
        return Arrays.stream(values())
                .filter(place -> place.name().equals(name))
                .findFirst();
    }
}
