package org.agntos.helper.protocol;

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
}
