package org.agntos.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.agntos.core.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that files changed, whoever changed them, also files that do not exist yet. It asks the file system a few
/// times a second: that works on every file system and costs a few microseconds.
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-watch").factory());

    /// Calls `listener` on the thread of this watch after any of `paths` changed. A directory changes when a file in
    /// it is made, replaced or removed. The listener must be quick.
    public Subscription watch(List<Path> paths, Runnable listener) {
        Watched watched = new Watched(List.copyOf(paths), listener);
        ScheduledFuture<?> task =
                clock.scheduleWithFixedDelay(watched, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static final class Watched implements Runnable {
        private final List<Path> paths;
        private final Runnable listener;
        private List<String> seen;

        Watched(List<Path> paths, Runnable listener) {
            this.paths = paths;
            this.listener = listener;
            this.seen = stamps(paths);
        }

        @Override
        public void run() {
            List<String> now = stamps(paths);
            if (!now.equals(seen)) {
                seen = now;
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    LOG.error("A listener of {} failed; later changes are still told", paths, e);
                }
            }
        }

        private static List<String> stamps(List<Path> paths) {
            return paths.stream().map(Watched::stamp).toList();
        }

        private static String stamp(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return attributes.fileKey() + " " + attributes.size() + " "
                        + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            } catch (IOException _) {
                return "absent";
            }
        }
    }
}
