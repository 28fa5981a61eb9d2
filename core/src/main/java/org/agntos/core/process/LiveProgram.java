package org.agntos.core.process;

import java.io.InputStream;

/// A program that runs. Closing it kills it, with its children, if it still does.
public interface LiveProgram extends AutoCloseable {
    /// Its standard output; the caller reads it to the end.
    InputStream output();

    /// Closes its standard input. May be called from any thread, and twice.
    void closeInput();

    /// Asks it to end (SIGTERM), not what it has started. Nothing happens if it has other rights than we have.
    void terminate();

    /// Waits for its end and, for a moment, for what it said last. @return the exit status
    int waitFor() throws InterruptedException;

    /// What it wrote to standard error so far, at most the command's limit.
    Output errors();

    @Override
    void close();
}
