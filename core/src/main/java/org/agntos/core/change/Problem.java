package org.agntos.core.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One finding of a stage.
///
/// @param file path in the tree, null where the finding belongs to no file
/// @param line from 1, 0 where unknown; @param column from 1, 0 where unknown
/// @param message what the tool said, shortened to the sentence that matters
/// @param explanation the same in plain words
/// @param suggestions names that exist, or things to do; nearest first
public record Problem(
        @Nullable String file, int line, int column, String message, String explanation, List<String> suggestions) {
    public Problem {
        suggestions = List.copyOf(suggestions);
    }
}
