package org.agntos.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// One writer at a time for a store, among threads and among programs. The operating system gives the lock back when
/// a program dies.
public final class StoreLock {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private StoreLock() {}

    /// What is done under the lock.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Waits for the lock and runs `work`. @param lockFile made if missing, in a directory that exists; it stays
    public static <T> T holding(Path lockFile, Work<T> work) throws IOException {
        ReentrantLock threads =
                THREADS.computeIfAbsent(lockFile.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock " + lockFile + " was lost");
            }
            return work.run();
        } finally {
            threads.unlock();
        }
    }
}
