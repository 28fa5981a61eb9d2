package org.agntos.core.nix.syntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.agntos.core.process.SystemProcessRunner;

/// Real Nix's verdict on many texts. One program takes many files and writes a line for each until one does not parse,
/// so the number of lines tells which; the next program begins after it.
final class NixOracle {
    private static final int AT_ONCE = 64;
    private static final String CONFIG = """
            experimental-features = nix-command flakes
            substituters =
            store = dummy://
            """;

    private final ProcessRunner runner = new SystemProcessRunner();
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    NixOracle(Path directory) {
        this.directory = directory;
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", directory.toString());
        environment.put("NIX_CONFIG", CONFIG);
        environment.put("LC_ALL", "C.UTF-8");
    }

    /// Which of the texts Nix accepts.
    BitSet accepted(List<String> texts) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            files.add(Files.writeString(directory.resolve(files.size() + ".nix"), text));
        }
        BitSet accepted = new BitSet();
        for (int next = 0; next < files.size(); ) {
            int end = Math.min(files.size(), next + AT_ONCE);
            int parsed = parsed(files.subList(next, end));
            accepted.set(next, next + parsed);
            next += parsed + (next + parsed < end ? 1 : 0);
        }
        return accepted;
    }

    /// How many of the files, from the first on, parse.
    private int parsed(List<Path> files) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("/usr/bin/env", "nix-instantiate", "--parse"));
        files.forEach(file -> argv.add(file.toString()));
        RunResult result = runner.run(Command.of(argv, environment, Duration.ofMinutes(1)));
        if (!(result instanceof RunResult.Exited exited)) {
            throw new IllegalStateException("nix-instantiate did not answer: " + result);
        }
        return (int) exited.out().text().chars().filter(c -> c == '\n').count();
    }
}
