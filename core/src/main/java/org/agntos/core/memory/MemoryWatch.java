package org.agntos.core.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agntos.core.Subscription;
import org.jspecify.annotations.Nullable;

/// Looks at the two files twice a second while anyone listens, and tells when one of them is another file than before.
final class MemoryWatch {
    private static final long PERIOD_MILLIS = 500;

    private final Path folder;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private List<String> seen = List.of();

    MemoryWatch(Path folder) {
        this.folder = folder;
    }

    Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        start();
        return () -> {
            listeners.remove(listener);
            stopIfUnused();
        };
    }

    private synchronized void start() {
        if (thread == null) {
            seen = fingerprints();
            thread = Thread.ofVirtual().name("memory-watch").start(this::watch);
        }
    }

    private synchronized void stopIfUnused() {
        if (listeners.isEmpty() && thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PERIOD_MILLIS);
                lookNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells the listeners if a file changed since the last look.
    void lookNow() {
        synchronized (this) {
            if (thread == null) {
                return;
            }
            List<String> now = fingerprints();
            if (now.equals(seen)) {
                return;
            }
            seen = now;
        }
        listeners.forEach(Runnable::run);
    }

    private List<String> fingerprints() {
        List<String> prints = new ArrayList<>();
        for (MemoryFile file : MemoryFile.values()) {
            prints.add(fingerprint(folder.resolve(file.fileName())));
        }
        return prints;
    }

    private static String fingerprint(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }
}
