package org.agntos.core.tool;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.core.files.BoundedRead;

/// Text files as the editing tools see them.
final class FileText {
    /// Most bytes of a file that is edited.
    static final int MOST_BYTES = 1 << 20;

    private static final int CONTEXT = 3;
    private static final int MOST_LINES = 400;

    private FileText() {}

    /// The text of a file; empty if there is none.
    ///
    /// @throws UnreadableException if it is there and no text that can be edited
    static Optional<String> read(Path path) throws UnreadableException {
        return switch (BoundedRead.textNoFollow(path, MOST_BYTES)) {
            case BoundedRead.Content.Text(String text) -> Optional.of(text);
            case BoundedRead.Content.Absent _ -> Optional.empty();
            case BoundedRead.Content.Unreadable(String reason) ->
                throw new UnreadableException("The file " + path + " cannot be changed here: " + reason + ".");
        };
    }

    /// The message is a sentence.
    static final class UnreadableException extends Exception {
        UnreadableException(String message) {
            super(message);
        }
    }

    /// What would change, for a person; the whole of it, or a word about what is missing.
    static String diff(Path path, String before, String after) {
        List<String> old = before.lines().toList();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                path.toString(),
                path.toString(),
                old,
                DiffUtils.diff(old, after.lines().toList()),
                CONTEXT);
        String shown = String.join("\n", lines.subList(0, Math.min(lines.size(), MOST_LINES)));
        String rest = lines.size() > MOST_LINES ? "\n… and " + (lines.size() - MOST_LINES) + " more lines" : "";
        boolean isSameLines = lines.isEmpty() && !before.equals(after);
        return isSameLines ? "(only the ends of lines change)" : shown + rest;
    }
}
