package org.agntos.app.diff;

import java.util.List;

/// A stretch of lines of both texts. Indexes are from 0; the end is exclusive.
sealed interface Block {
    int beforeStart();

    int beforeEnd();

    int afterStart();

    int afterEnd();

    /// The same lines on both sides.
    record Same(int beforeStart, int beforeEnd, int afterStart, int afterEnd) implements Block {
        int size() {
            return beforeEnd - beforeStart;
        }
    }

    /// Lines that went, came or were replaced.
    ///
    /// @param pairs how old and new lines stand beside each other, in order; each line appears once
    record Changed(int beforeStart, int beforeEnd, int afterStart, int afterEnd, List<Pair> pairs) implements Block {
        public Changed {
            pairs = List.copyOf(pairs);
        }
    }

    /// @param before line of the old text, [#ABSENT] if there is none; @param after the same of the new text
    record Pair(int before, int after) {
        static final int ABSENT = -1;

        boolean isReplacement() {
            return before != ABSENT && after != ABSENT;
        }
    }
}
