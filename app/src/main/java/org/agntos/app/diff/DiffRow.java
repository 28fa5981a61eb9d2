package org.agntos.app.diff;

/// One row of a difference on screen.
sealed interface DiffRow {
    FileComparison file();

    /// The name of the file and what became of it. @param isOpen whether its lines follow
    record Header(FileComparison file, boolean isOpen) implements DiffRow {}

    /// A line, or part of a very long one.
    ///
    /// @param pair the line of the old text, of the new text, or both
    /// @param change which of them is meant; [Change#REPLACED] shows both sides, in side by side only
    /// @param other for word marks: the pair this line belongs to
    /// @param part from 0; higher for the continuation of a long line
    /// @param startsChange whether a changed block begins here
    record Line(FileComparison file, Block.Pair pair, Change change, Block.Pair other, int part, boolean startsChange)
            implements DiffRow {
        boolean hasBefore() {
            return pair.before() != Block.Pair.ABSENT;
        }

        boolean hasAfter() {
            return pair.after() != Block.Pair.ABSENT;
        }
    }

    /// Unchanged lines that are not shown. @param block index of the block they belong to
    record Fold(FileComparison file, int block, int hiddenLines) implements DiffRow {}

    /// Instead of lines, where there are none to show.
    record Note(FileComparison file, Reason reason) implements DiffRow {}

    enum Change {
        SAME,
        ADDED,
        REMOVED,
        REPLACED
    }

    enum Reason {
        /// An empty file came or went.
        EMPTY,
        /// Before and after are equal.
        UNCHANGED
    }
}
