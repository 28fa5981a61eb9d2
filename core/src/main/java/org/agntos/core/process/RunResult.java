package org.agntos.core.process;

/// How a run ended.
public sealed interface RunResult {
    /// It ended by itself. @param status its exit status, 128 and more after a signal
    record Exited(int status, Output out, Output err) implements RunResult {
        public boolean isSuccess() {
            return status == 0;
        }
    }

    /// It took too long and was killed with its children.
    record TimedOut(Output out, Output err) implements RunResult {}

    /// There is no such program, or it may not be run. @param reason for people
    record NotStarted(String reason) implements RunResult {}
}
