package org.agntos.helper.protocol;

import java.util.Locale;
import java.util.Optional;

/// What the helper can be asked to do. The word is the whole of argv, and one polkit action belongs to each.
public enum Verb {
    APPLY,
    UNDO,
    ROLLBACK,
    RECOVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verb> parse(String word) {
        for (Verb verb : values()) {
            if (verb.word().equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
