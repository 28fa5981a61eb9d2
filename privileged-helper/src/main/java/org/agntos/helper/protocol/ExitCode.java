package org.agntos.helper.protocol;

import java.util.Optional;

/// How the helper ends. 126 and 127 are not ours: they belong to pkexec.
public enum ExitCode {
    DONE(0),
    FAILED_AND_RESTORED(1),
    FAILED_NOT_RESTORED(2),
    BAD_REQUEST(64),
    REFUSED(65),
    BUG(70),
    BUSY(75);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /// The meaning of a status; empty if it is none of ours.
    public static Optional<ExitCode> of(int status) {
        for (ExitCode code : values()) {
            if (code.status == status) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
