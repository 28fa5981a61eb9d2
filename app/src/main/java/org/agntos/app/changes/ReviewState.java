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
    record Impossible(String message, String next, List<FileDiff> diffs) implements ReviewState {
        public Impossible {
            diffs = List.copyOf(diffs);
        }
    }

    /// It is being applied, or was, and its log is still shown.
    record Applying(ApplyViewModel apply) implements ReviewState {}
}
