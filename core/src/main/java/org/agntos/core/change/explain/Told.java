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
/// @param word a name that stands in the change where the error is, such as a package; empty if there is none
record Told(
        ErrorFamily family,
        String sentence,
        List<String> suggestions,
        @Nullable OptionPath option,
        @Nullable Fix fix,
        String word) {
    Told {
        suggestions = List.copyOf(suggestions);
    }

    static Told of(ErrorFamily family, String sentence) {
        return new Told(family, sentence, List.of(), null, null, "");
    }

    Told advising(String advice) {
        return new Told(family, sentence, suggestions, option, Fix.advice(advice), word);
    }

    Told suggesting(List<String> names) {
        return new Told(family, sentence, names, option, fix, word);
    }

    Told about(@Nullable OptionPath path) {
        return new Told(family, sentence, suggestions, path, fix, word);
    }

    Told fixedBy(@Nullable Fix other) {
        return new Told(family, sentence, suggestions, option, other, word);
    }

    Told named(String name) {
        return new Told(family, sentence, suggestions, option, fix, name);
    }
}
