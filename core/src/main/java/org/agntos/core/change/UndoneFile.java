package org.agntos.core.change;

import java.util.List;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// A file that an entry changed and that is to be as before, seen from three sides. A text is null where there is no
/// file.
///
/// @param before what the entry replaced; @param after what it left; @param now what is there
/// @param laterEntries ids of entries that changed the file since, newest first; whoever edits by hand leaves none
/// @param merge what was before with what was changed later
public record UndoneFile(
        TreePath path,
        @Nullable String before,
        @Nullable String after,
        @Nullable String now,
        List<String> laterEntries,
        Merge merge) {
    public UndoneFile {
        laterEntries = List.copyOf(laterEntries);
    }

    /// Whether the two ways from `after`, back and on, can both be gone.
    public sealed interface Merge {
        /// No line of one is beside or among the lines of the other. @param text null if there is to be no file
        record Clean(@Nullable String text) implements Merge {}

        /// They meet, and only a person can say what is meant. @param overlaps where, at least one
        record Touching(List<Overlap> overlaps) implements Merge {
            public Touching {
                overlaps = List.copyOf(overlaps);
            }
        }
    }

    /// A place where both ways changed the same or neighbouring lines.
    ///
    /// @param line the first of them in `after`, from 1
    /// @param after the lines as the entry left them; @param before as they were; @param now as they are
    public record Overlap(int line, String after, String before, String now) {}

    /// True if somebody changed the file after the entry.
    public boolean isChangedSince() {
        return !(now == null ? after == null : now.equals(after));
    }

    /// What undoing without regard to later changes would lose.
    public FileDiff lost() {
        return new FileDiff(path, after, now);
    }
}
