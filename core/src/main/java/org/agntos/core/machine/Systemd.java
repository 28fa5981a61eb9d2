package org.agntos.core.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;

/// What systemd says about its units and their logs. Starts programs, which it waits for; safe for any thread.
public final class Systemd {
    private static final List<Path> FOLDERS = List.of(Path.of("/run/current-system/sw/bin"), Path.of("/usr/bin"));
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.@\\\\-]{0,200}");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 256 << 10;

    private final ProcessRunner processes;
    private final Path running;

    public Systemd(ProcessRunner processes) {
        this(processes, Path.of("/run/systemd/system"));
    }

    /// @param running the folder that is there exactly while systemd runs
    Systemd(ProcessRunner processes, Path running) {
        this.processes = processes;
        this.running = running;
    }

    public boolean isRunning() {
        return Files.isDirectory(running);
    }

    /// Units in a state, such as `failed` or `running`. @param type such as `service`, empty for all
    ///
    /// @return empty if systemd does not run or does not answer
    Optional<List<String>> units(String state, String type) throws InterruptedException {
        List<String> argv = new java.util.ArrayList<>(List.of(
                program("systemctl"),
                "list-units",
                "--state=" + state,
                "--plain",
                "--no-legend",
                "--full",
                "--no-pager"));
        if (!type.isEmpty()) {
            argv.add("--type=" + type);
        }
        return output(argv)
                .map(text -> text.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.strip().split(" ", 2)[0])
                        .toList());
    }

    /// The last lines of a unit's log. @return empty if systemd does not run or does not answer
    Optional<String> log(String unit, int lines) throws InterruptedException {
        return UNIT.matcher(unit).matches()
                ? output(List.of(
                        program("journalctl"),
                        "--unit=" + unit,
                        "--lines=" + lines,
                        "--no-pager",
                        "--quiet",
                        "--output=short-iso"))
                : Optional.empty();
    }

    private static String program(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(FOLDERS.getFirst().resolve(name))
                .toString();
    }

    private Optional<String> output(List<String> argv) throws InterruptedException {
        if (!isRunning()) {
            return Optional.empty();
        }
        Command command = Command.of(argv, Map.of("LC_ALL", "C.UTF-8"), LIMIT).withOutputLimit(MOST_BYTES);
        return processes.run(command) instanceof RunResult.Exited exited && exited.isSuccess()
                ? Optional.of(exited.out().text())
                : Optional.empty();
    }
}
