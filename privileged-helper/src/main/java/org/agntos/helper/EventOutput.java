package org.agntos.helper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperEvent;

/// Standard output: one event a line, each flushed, written by a thread of its own. Safe for any thread.
///
/// Whoever reads decides nothing: one that has gone away, or that reads no further and leaves the pipe full,
/// does not hold up a transaction and the lock with it. It loses events; the exit code still says how it
/// ended.
final class EventOutput {
    private static final int ROOM = 1_000;
    private static final String END = "";

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(ROOM);
    private final Duration patience;
    private final Thread writer;
    private volatile boolean isBroken;

    /// @param patience how long the reader is waited for, once while it runs and once at its end
    EventOutput(OutputStream out, Duration patience) {
        this.patience = patience;
        writer = Thread.ofPlatform().daemon().name("events").start(() -> write(out));
    }

    private void write(OutputStream out) {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException | InterruptedException _) {
            isBroken = true;
            lines.clear();
        }
    }

    void send(HelperEvent event) {
        if (!isBroken && !put(EventJson.write(event))) {
            isBroken = true;
        }
    }

    /// Sends the last event and waits until it is written.
    void end(HelperEvent last) {
        if (writer.isAlive() && put(EventJson.write(last)) && put(END)) {
            try {
                writer.join(patience);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean put(String line) {
        try {
            return lines.offer(line, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
