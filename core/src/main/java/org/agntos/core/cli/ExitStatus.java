package org.agntos.core.cli;

/// How `agntctl` ends.
enum ExitStatus {
    OK(0),
    FAILED(1),
    USAGE(2),
    /// Policy or the person said no, or nobody was there to ask.
    DENIED(3),
    VERIFICATION_FAILED(4),
    NOT_FOUND(5);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
