package org.agntos.core.nix.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong, up to a limit: who made one mistake does not want to read of its thousand
/// consequences.
final class Problems {
    private static final int MOST = 200;

    private final List<SyntaxProblem> found = new ArrayList<>();

    void add(SyntaxProblem.Kind kind, int offset, int end, String message) {
        if (found.size() < MOST) {
            found.add(new SyntaxProblem(kind, offset, Math.max(offset, end), message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// In the order of the text.
    List<SyntaxProblem> sorted() {
        found.sort(Comparator.comparingInt(SyntaxProblem::offset));
        return List.copyOf(found);
    }
}
