package org.agntos.core.process;

import java.io.IOException;

/// Starts programs: the only port through which the core does.
public interface ProcessRunner {
    /// Runs a program to its end, blocking. Interrupting the thread kills it with its children.
    RunResult run(Command command) throws InterruptedException;

    /// Starts a program whose outputs are read and whose input is written while it runs. The command's input is
    /// written first and its input stays open; its timeout is not used.
    ///
    /// @throws IOException if it cannot be started
    LiveProgram start(Command command) throws IOException;
}
