package org.agntos.helper.rebuild;

import java.util.List;

/// A program that builds or activates the system failed. The message says which step, as a clause for people.
public final class RebuildException extends Exception {
    /// What was being done.
    public enum Step {
        /// Nothing yet: somebody else is changing the system.
        BUSY,
        BUILD,
        ACTIVATION
    }

    private final Step step;
    private final List<String> lines;

    RebuildException(Step step, String message, List<String> lines) {
        super(message);
        this.step = step;
        this.lines = List.copyOf(lines);
    }

    public Step step() {
        return step;
    }

    /// The last lines the program wrote, at most 200.
    public List<String> lines() {
        return lines;
    }
}
