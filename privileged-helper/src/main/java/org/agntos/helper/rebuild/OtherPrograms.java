package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs that change the machine and are not this helper's: what a killed helper left running, and what
/// somebody else has started.
public final class OtherPrograms {
    private static final Path ACTIVATION_LOCK = Path.of("/run/nixos/switch-to-configuration.lock");
    /// What Java starts a program with.
    private static final String STARTING = "jspawnhelper";

    private static final int ROUNDS = 20;
    private static final long POLL_MILLIS = 50;
    private static final int PATIENCE = 1_200;

    private OtherPrograms() {}

    /// Ends every program of a transaction and waits until it is gone: it would go on changing the machine
    /// while that is being restored. Only those of our own account: a mark on somebody else's process is not
    /// from here.
    ///
    /// @throws IOException if one cannot be ended
    public static void endStrays(String transaction) throws IOException {
        String mark = "\0" + ChildProgram.MARK + "=" + transaction + "\0";
        Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        for (int round = 0; round <= ROUNDS; round++) {
            List<ProcessHandle> all = of(own).toList();
            List<ProcessHandle> strays = all.stream()
                    .filter(process -> ("\0" + read(process, "environ")).contains(mark))
                    .toList();
            // One that a killed helper was just starting has no mark yet.
            boolean isStarting =
                    all.stream().anyMatch(process -> read(process, "cmdline").contains(STARTING));
            if (strays.isEmpty() && (!isStarting || round == ROUNDS)) {
                return;
            }
            try {
                ChildProgram.end(strays.stream()).join();
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new IOException("a program of the former helper does not end");
    }

    /// Who else is changing the system, as a clause: one `nixos-rebuild` that will make a generation current,
    /// or an activation. Only root's processes count, whatever others call themselves: else anybody could
    /// keep the machine from being changed.
    static Optional<String> rebuild() throws IOException {
        if (isLocked(ACTIVATION_LOCK)) {
            return Optional.of("another activation of the system is going on");
        }
        return of(0).filter(process -> NixosRebuild.isRebuilding(
                        List.of(read(process, "cmdline").split("\0", -1))))
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
        }
    }

    private static Stream<ProcessHandle> of(Object uid) {
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses().filter(process -> process.pid() != own && isOf(process, uid));
    }

    private static boolean isOf(ProcessHandle process, Object uid) {
        try {
            return uid.equals(Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid"));
        } catch (IOException e) {
            return false; // It has ended.
        }
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + process.pid(), file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It has ended.
        }
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
