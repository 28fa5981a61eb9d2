package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notices that somebody else is changing the system: one `nixos-rebuild` that will make a generation current, or an
/// activation. Only root's processes count, whatever others call themselves: else anybody could keep the machine from
/// being changed.
final class OtherRebuild {
    private static final Path ACTIVATION_LOCK = Path.of("/run/nixos/switch-to-configuration.lock");

    private static final long POLL_MILLIS = 50;
    private static final int PATIENCE = 1_200;

    private OtherRebuild() {}

    /// What is going on, as a clause.
    static Optional<String> find() throws IOException {
        if (isLocked(ACTIVATION_LOCK)) {
            return Optional.of("another activation of the system is going on");
        }
        return ProcessHandle.allProcesses()
                .filter(process -> StrayPrograms.isOf(process, 0))
                .filter(process -> NixosRebuild.isRebuilding(words(process)))
                .findFirst()
                .map(process -> "a nixos-rebuild of somebody else is running (process " + process.pid() + ")");
    }

    /// Waits for an activation that is going on, a minute at most: the way back must not fail because of it.
    static void awaitActivation() throws IOException {
        try {
            for (int i = 0; i < PATIENCE && isLocked(ACTIVATION_LOCK); i++) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another activation was ending", e);
        }
    }

    private static List<String> words(ProcessHandle process) {
        List<String> words = new ArrayList<>();
        process.info().command().ifPresent(words::add);
        process.info().arguments().ifPresent(more -> words.addAll(List.of(more)));
        return words;
    }

    /// By flock(2), of which the kernel keeps a list: Java itself only knows the other kind of lock.
    private static boolean isLocked(Path file) throws IOException {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
            return Files.readAllLines(Path.of("/proc/locks")).stream()
                    .anyMatch(line -> line.contains(" FLOCK ") && line.contains(inode));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
