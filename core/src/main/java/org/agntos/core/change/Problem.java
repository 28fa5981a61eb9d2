package org.agntos.core.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One finding of a stage.
///
/// @param file path in the tree, or of one of the person's own files; null where the finding belongs to no file
/// @param line from 1, 0 where unknown; @param column from 1, 0 where unknown
/// @param message what the tool said, shortened to the sentence that matters
/// @param explanation the same in plain words
/// @param suggestions names that exist, or things to do; nearest first
/// @param fix the one thing we would do; null where nothing can be proposed
/// @param trace all that the tool said, for those who want it; empty where no tool spoke
public record Problem(
        @Nullable String file,
        int line,
        int column,
        String message,
        String explanation,
        List<String> suggestions,
        @Nullable Fix fix,
        String trace) {
    public Problem {
        suggestions = List.copyOf(suggestions);
    }

    public Problem(
            @Nullable String file, int line, int column, String message, String explanation, List<String> suggestions) {
        this(file, line, column, message, explanation, suggestions, null, "");
    }

    public Problem with(@Nullable Fix other) {
        return new Problem(file, line, column, message, explanation, suggestions, other, trace);
    }
}
