package org.agntos.helper.rebuild;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether the caller has asked to stop, until the point from which on there is no stopping. Safe for any
/// thread.
public final class Cancellation {
    private boolean requested;
    private boolean closed;
    private @Nullable Process running;
    private @Nullable Thread ending;

    /// Asks to stop; the running program, if any, is ended. Too late after [#close].
    public synchronized void request() {
        requested |= !closed;
        running(running);
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /// From here on nothing can be cancelled. False if somebody was faster and has.
    public synchronized boolean close() {
        closed = true;
        return !requested;
    }

    /// Names the program a request has to end; null when it has ended.
    synchronized void running(@Nullable Process process) {
        running = process;
        if (process != null && requested && !closed) {
            ending = ChildProgram.end(Stream.of(process.toHandle()));
        }
    }

    /// Waits until what a request had to end is gone.
    void awaitEnd() throws InterruptedException {
        Thread last;
        synchronized (this) {
            last = ending;
        }
        if (last != null) {
            last.join();
        }
    }
}
