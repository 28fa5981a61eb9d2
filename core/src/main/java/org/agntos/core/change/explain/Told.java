package org.agntos.core.change.explain;

import java.util.List;
import org.agntos.core.change.Fix;
import org.agntos.core.nix.OptionPath;
import org.jspecify.annotations.Nullable;

/// What a person is told of an error.
///
/// @param sentence one plain sentence, at most two
/// @param suggestions names that exist, or values that fit; nearest first
/// @param option what it is about, null where it is about no option
/// @param fix null where nothing can be proposed
record Told(
        ErrorFamily family,
        String sentence,
        List<String> suggestions,
        @Nullable OptionPath option,
        @Nullable Fix fix) {
    Told {
        suggestions = List.copyOf(suggestions);
    }

    static Told of(ErrorFamily family, String sentence) {
        return new Told(family, sentence, List.of(), null, null);
    }

    Told advising(String advice) {
        return new Told(family, sentence, suggestions, option, Fix.advice(advice));
    }

    Told suggesting(List<String> names) {
        return new Told(family, sentence, names, option, fix);
    }

    Told about(@Nullable OptionPath path) {
        return new Told(family, sentence, suggestions, path, fix);
    }

    Told fixedBy(@Nullable Fix other) {
        return new Told(family, sentence, suggestions, option, other);
    }
}
