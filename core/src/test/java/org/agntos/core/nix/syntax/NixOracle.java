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

/// Real Nix's verdict on many texts: thousands a second by one `nix repl`, or by `nix-instantiate --parse`, which
/// writes
/// a line for each file until one does not parse, so that the number of lines tells which; the next begins after it.
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
        environment.put("TERM", "dumb");
    }

    /// Which of the texts Nix accepts, asked of one program: each is read as the body of a function, which
    /// parses if and only if the text does, and of which nothing is evaluated. Where a file ends too early,
    /// `nix repl` waits for more input; the bracket after it is an error in any case and begins anew.
    BitSet accepted(List<String> texts) throws IOException, InterruptedException {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            Files.writeString(directory.resolve(i + ".nix"), "nameOfNothingElse:\n" + texts.get(i));
            input.append("builtins.isFunction (import ./")
                    .append(i)
                    .append(".nix)\n)\n\"text ")
                    .append(i)
                    .append("\"\n");
        }
        Command command = Command.of(List.of("/usr/bin/env", "nix", "repl"), environment, Duration.ofMinutes(2))
                .in(directory)
                .withInput(input.toString())
                .withOutputLimit(64 << 20);
        RunResult result = runner.run(command);
        if (!(result instanceof RunResult.Exited exited)) {
            throw new IllegalStateException("nix repl did not answer: " + result);
        }
        return answers(exited.out().text(), texts.size());
    }

    private static BitSet answers(String output, int count) {
        BitSet accepted = new BitSet();
        int seen = 0;
        boolean isTrue = false;
        for (String line : output.replaceAll("\u001b\\[[0-9;]*m", "").split("\n", -1)) {
            if (line.equals("true")) {
                isTrue = true;
            } else if (line.equals("\"text " + seen + "\"")) {
                accepted.set(seen++, isTrue);
                isTrue = false;
            }
        }
        if (seen != count) {
            throw new IllegalStateException("nix repl answered " + seen + " of " + count + " times");
        }
        return accepted;
    }

    /// The same asked of `nix-instantiate --parse`, a program for each few: slow.
    BitSet parsedApart(List<String> texts) throws IOException, InterruptedException {
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
