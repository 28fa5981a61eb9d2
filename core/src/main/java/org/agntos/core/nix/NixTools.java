package org.agntos.core.nix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.jspecify.annotations.Nullable;

/// The programs of Nix on this machine, as the practice machine uses them: offline, with a store of its own. Methods
/// block; interrupting the thread ends the program. Safe for any thread.
///
/// `AGNTOS_NIX=none` in the environment makes it behave as if Nix were not installed.
public final class NixTools {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final List<String> PLACES =
            List.of("/run/current-system/sw/bin", "/nix/var/nix/profiles/default/bin", "/usr/bin", "/usr/local/bin");
    private static final String PRACTICE_CONFIG = """
            experimental-features = nix-command flakes
            substituters =
            sandbox = false
            build-users-group =
            """;
    private static final String NO_STORE = "store = dummy://\n";

    private final ProcessRunner runner;
    private final Map<String, String> environment;
    private final Path machineRoot;
    private final Optional<Path> programs;
    private @Nullable String version;

    /// @param environment of this program, for `PATH`, `HOME` and `AGNTOS_NIX`
    /// @param machineRoot the practice folder, which holds the private store
    public NixTools(ProcessRunner runner, Map<String, String> environment, Path machineRoot) {
        this.runner = runner;
        this.environment = Map.copyOf(environment);
        this.machineRoot = machineRoot;
        this.programs = find(environment);
    }

    private static Optional<Path> find(Map<String, String> environment) {
        if (environment.getOrDefault("AGNTOS_NIX", "").equals("none")) {
            return Optional.empty();
        }
        Set<String> places = new LinkedHashSet<>(PLACES);
        for (String place : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (place.startsWith("/")) {
                places.add(place);
            }
        }
        return places.stream()
                .map(Path::of)
                .filter(place -> Files.isExecutable(place.resolve("nix-instantiate"))
                        && Files.isExecutable(place.resolve("nix-build")))
                .findFirst();
    }

    /// Whether the programs are there; says nothing about whether they work.
    public boolean isPresent() {
        return programs.isPresent();
    }

    /// Such as `nix-instantiate (Nix) 2.8.0`; empty if Nix is not installed or does not answer.
    public synchronized String version() {
        if (version == null) {
            version = askVersion();
        }
        return version;
    }

    private String askVersion() {
        if (programs.isEmpty()) {
            return "";
        }
        try {
            RunResult result = runner.run(command(List.of("nix-instantiate", "--version"), NO_STORE));
            return result instanceof RunResult.Exited exited && exited.isSuccess()
                    ? exited.out().text().lines().findFirst().orElse("").strip()
                    : "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// What a program was asked and how it ended. @param ran its command line, for people
    public record Run(String ran, RunResult result) {}

    /// Parses files, which need not be named `.nix`. Ends at the first that does not parse.
    public Run parse(List<Path> files) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("nix-instantiate", "--parse"));
        files.forEach(file -> argv.add(file.toString()));
        return run(argv, NO_STORE);
    }

    /// Evaluates the practice system over a tree; the output is its manifest as JSON.
    ///
    /// @param system the directory of the system's own files; @param tree an absolute path
    public Run manifest(Path system, Path tree) throws InterruptedException {
        return run(
                List.of(
                        "nix-instantiate",
                        "--eval",
                        "--strict",
                        "--json",
                        "-A",
                        "manifest",
                        "--argstr",
                        "tree",
                        tree.toString(),
                        system.resolve("default.nix").toString()),
                NO_STORE);
    }

    /// Asks what building the practice system over a tree would do; the answer is on standard error.
    public Run plan(Path system, Path tree) throws InterruptedException {
        return run(
                List.of(
                        "nix-build",
                        "--dry-run",
                        "--no-out-link",
                        "-A",
                        "system",
                        "--argstr",
                        "tree",
                        tree.toString(),
                        system.resolve("default.nix").toString()),
                "");
    }

    /// Evaluates an expression without a store; for tests and for reading values.
    public Run evaluate(String expression) throws InterruptedException {
        return run(List.of("nix-instantiate", "--eval", "--strict", "--json", "--expr", expression), NO_STORE);
    }

    private Run run(List<String> argv, String moreConfig) throws InterruptedException {
        Command command = command(argv, moreConfig);
        return new Run(String.join(" ", argv), runner.run(command));
    }

    private Command command(List<String> argv, String moreConfig) {
        Path place = programs.orElseThrow(() -> new IllegalStateException("Nix is not installed here"));
        List<String> full = new ArrayList<>(argv);
        full.set(0, place.resolve(argv.getFirst()).toString());
        return Command.of(full, programEnvironment(place, moreConfig), TIMEOUT);
    }

    private Map<String, String> programEnvironment(Path place, String moreConfig) {
        Path nix = machineRoot.resolve("nix");
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", environment.getOrDefault("HOME", "/"));
        variables.put("PATH", "/run/current-system/sw/bin:/usr/bin:/bin:" + place);
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("NIX_CONFIG", PRACTICE_CONFIG + moreConfig);
        variables.put("NIX_STORE_DIR", nix.resolve("store").toString());
        variables.put("NIX_STATE_DIR", nix.resolve("var/nix").toString());
        variables.put("NIX_LOG_DIR", nix.resolve("var/log/nix").toString());
        return variables;
    }
}
