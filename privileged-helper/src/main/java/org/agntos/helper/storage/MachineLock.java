package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agntos.helper.protocol.Failure;

/// The one lock of a machine. The kernel releases it when the process ends, however it ends.
public final class MachineLock {
    private static final long POLL_MILLIS = 20;

    private MachineLock() {}

    /// Takes the lock, waiting at most `patience` for another process. Closing the channel releases it.
    ///
    /// @throws Failure if another process still has it then
    public static FileChannel acquire(Path file, Duration patience) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (channel.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw Failure.busy("another helper is at work");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return channel;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw Failure.of(e);
        }
    }
}
