package org.agntos.core.machine.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;

/// Whether there is room on the disks that a change needs, and whether units have failed.
public final class SystemExamination implements Examination {
    private static final long MEBI = 1L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<Path> SYSTEMCTL =
            List.of(Path.of("/run/current-system/sw/bin/systemctl"), Path.of("/usr/bin/systemctl"));

    private final ProcessRunner processes;
    private final List<Disk> disks;
    private final Path systemd;

    /// A folder that needs room. @param name for the finding; @param least bytes without which it gets tight
    public record Disk(String name, Path folder, long least) {}

    /// What a real machine needs room for.
    public static final List<Disk> NIXOS = List.of(
            new Disk("nix", Path.of("/nix"), 2048 * MEBI),
            new Disk("boot", Path.of("/boot"), 100 * MEBI),
            new Disk("etc", Path.of("/etc"), 10 * MEBI));

    /// @param systemd the folder that is there exactly while systemd runs
    public SystemExamination(ProcessRunner processes, List<Disk> disks, Path systemd) {
        this.processes = processes;
        this.disks = List.copyOf(disks);
        this.systemd = systemd;
    }

    /// What a practice machine needs room for.
    public static List<Disk> practice(Path root) {
        Path existing = root.toAbsolutePath();
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return List.of(new Disk("practice", existing, 50 * MEBI));
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Disk disk : disks) {
            if (Files.isDirectory(disk.folder())) {
                findings.add(room(disk));
            }
        }
        findings.add(units());
        return findings;
    }

    private static Finding room(Disk disk) {
        String id = "disk-" + disk.name();
        try {
            FileStore store = Files.getFileStore(disk.folder());
            long free = store.getUsableSpace();
            String what = String.format(
                    Locale.ROOT, "%s has %s free of %s.", disk.folder(), size(free), size(store.getTotalSpace()));
            if (free >= disk.least()) {
                return Finding.ok(id, what);
            }
            String next = disk.name().equals("practice")
                    ? "Make room on that disk."
                    : "Make room with `nix-collect-garbage --delete-older-than 30d` as root, then rebuild once.";
            return free >= disk.least() / 10 ? Finding.warn(id, what, next) : Finding.problem(id, what, next);
        } catch (IOException e) {
            return Finding.warn(id, disk.folder() + " cannot be looked at: " + e.getMessage() + ".", "");
        }
    }

    private static String size(long bytes) {
        return bytes >= 1024 * MEBI
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / 1024.0 / MEBI)
                : bytes / MEBI + " MiB";
    }

    private Finding units() throws InterruptedException {
        if (!Files.isDirectory(systemd)) {
            return Finding.ok("units", "systemd does not run here, so there are no units to look at.");
        }
        Path program =
                SYSTEMCTL.stream().filter(Files::isExecutable).findFirst().orElse(SYSTEMCTL.getFirst());
        List<String> argv = List.of(
                program.toString(), "list-units", "--state=failed", "--plain", "--no-legend", "--full", "--no-pager");
        RunResult result = processes.run(Command.of(argv, Map.of("LC_ALL", "C.UTF-8"), LIMIT));
        if (!(result instanceof RunResult.Exited exited && exited.isSuccess())) {
            return Finding.warn("units", "systemctl does not say which units failed.", "Look what `systemctl` says.");
        }
        List<String> failed = exited.out()
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
        return failed.isEmpty()
                ? Finding.ok("units", "No unit has failed.")
                : Finding.warn(
                        "units",
                        "These units have failed: " + String.join(", ", failed) + ".",
                        "`systemctl status` and `journalctl -u` say why. They do not keep changes from being applied.");
    }
}
