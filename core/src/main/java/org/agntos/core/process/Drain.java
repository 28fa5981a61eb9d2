package org.agntos.core.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Keeps the first bytes of a stream and goes on reading to its end, so that the writer never blocks.
///
/// On a platform thread: a read of a pipe holds the carrier of a virtual thread until the program writes, and two
/// silent
/// programs would stop every virtual thread of a machine with two cores (docs/decisions/0008).
final class Drain implements Runnable {
    /// A grandchild may hold the pipe open after the program ended.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final InputStream stream;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isCut;
    private final Thread thread;

    private Drain(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
        this.thread = Thread.ofPlatform().daemon().name("program-output").unstarted(this);
    }

    static Drain start(InputStream stream, int limit) {
        Drain drain = new Drain(stream, limit);
        drain.thread.start();
        return drain;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException _) {
            // The program was killed: what it wrote until then is kept.
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        int room = Math.min(count, limit - kept.size());
        kept.write(buffer, 0, room);
        isCut |= room < count;
    }

    synchronized Output soFar() {
        return new Output(kept.toString(StandardCharsets.UTF_8), isCut);
    }

    /// Waits for the end of the stream, for a moment.
    Output end() throws InterruptedException {
        thread.join(GRACE);
        return soFar();
    }
}
