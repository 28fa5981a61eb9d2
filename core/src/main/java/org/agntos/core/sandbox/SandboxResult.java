package org.agntos.core.sandbox;

/// How a command line ended.
public sealed interface SandboxResult {
    /// @param status its exit status, 128 and more after a signal; @param output standard output and then standard
    /// error, the first bytes of each
    record Exited(int status, Output output) implements SandboxResult {}

    record TimedOut(Output output) implements SandboxResult {}

    /// Nothing ran. @param reason a sentence
    record NotStarted(String reason) implements SandboxResult {}

    /// @param text as it was written, bytes that are no UTF-8 as U+FFFD; @param isCut whether there was more
    record Output(String text, String errors, boolean isCut) {}
}
