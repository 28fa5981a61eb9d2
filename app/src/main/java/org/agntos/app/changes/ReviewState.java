package org.agntos.app.changes;

import java.util.List;
import org.agntos.core.change.FileDiff;

/// What the review side of the screen shows.
public sealed interface ReviewState {
    /// Nothing is chosen.
    record Nothing() implements ReviewState {}

    /// It is being read.
    record Loading() implements ReviewState {}

    record Ready(Review review) implements ReviewState {}

    /// It cannot be done, or is not there any more.
    ///
    /// @param diffs what would be lost, where that is the reason
    /// @param hasOther true if an undo that loses nothing can be proposed instead
    record Impossible(String message, String next, List<FileDiff> diffs, boolean hasOther) implements ReviewState {
        public Impossible {
            diffs = List.copyOf(diffs);
        }

        public Impossible(String message, String next, List<FileDiff> diffs) {
            this(message, next, diffs, false);
        }
    }

    /// It is being applied, or was, and its log is still shown.
    record Applying(ApplyViewModel apply) implements ReviewState {}
}
