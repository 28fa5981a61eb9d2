package org.agntos.helper.audit;

import java.io.IOException;
import java.nio.file.Path;

/// A file of the record is not as a helper leaves it, whatever kills it, so that nothing can be recorded. The message
/// says what it is, in a sentence for people.
public final class DamagedLogException extends IOException {
    private final transient Path file;

    DamagedLogException(Path file, String what) {
        super("The audit log cannot be continued: " + file + " " + what + ".");
        this.file = file;
    }

    /// The way out, for people.
    public String next() {
        return "Keep it for whoever looks into it: `mv " + file + " " + file + ".damaged`. Then the log goes on, and"
                + " `agntctl audit verify` names the place.";
    }
}
