package org.agntos.core.grounding.index;

import java.io.IOException;

/// The index could not be built or read, for a reason a person can do something about. What was there before is still
/// there and still serves.
public final class IndexFailed extends IOException {
    private static final long serialVersionUID = 1;

    private final String next;

    /// @param message what happened, as a sentence; @param next what to do, as a sentence
    IndexFailed(String message, String next) {
        super(message);
        this.next = next;
    }

    IndexFailed(String message, String next, Throwable cause) {
        super(message, cause);
        this.next = next;
    }

    /// What to do about it.
    public String next() {
        return next;
    }
}
