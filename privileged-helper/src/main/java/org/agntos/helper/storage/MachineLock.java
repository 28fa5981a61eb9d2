package org.agntos.helper.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The one lock of a machine. The kernel releases it when the process ends, however it ends.
public final class MachineLock implements Closeable {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final long POLL_MILLIS = 20;

    private final FileChannel channel;

    private MachineLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock, waiting at most `patience` for another process; empty if that still has it then.
    public static Optional<MachineLock> acquire(Path file, Duration patience) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file, options, PRIVATE);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (channel.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    channel.close();
                    return Optional.empty();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return Optional.of(new MachineLock(channel));
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
