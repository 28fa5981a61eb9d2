package org.agntos.core.nix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.helper.protocol.MachineConfig.Source;

/// The programs of Nix on a real NixOS, asked about its whole configuration over another managed tree. Nothing is built
/// and nothing under `/etc` is touched: a flake gets the tree as its input, a configuration of channels as the entry
/// `agntos` of the search path and in `AGNTOS_TREE`. Methods block; interrupting the thread ends the program. Safe for
/// any thread.
public final class NixosTools {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int MOST_OUTPUT = 32 << 20;
    private static final String CHANNELS = "/nix/var/nix/profiles/per-user/root/channels";
    private static final String TOPLEVEL = "config.system.build.toplevel";

    private final ProcessRunner runner;
    private final Map<String, String> environment;
    private final Path programs;
    private final Source source;

    /// @param environment of this program, for `HOME`, `NIX_PATH` and what Nix needs to reach its store
    /// @param programs the folder with `nix`, `nix-build` and `nix-instantiate`
    public NixosTools(ProcessRunner runner, Map<String, String> environment, Path programs, Source source) {
        this.runner = runner;
        this.environment = Map.copyOf(environment);
        this.programs = programs;
        this.source = source;
    }

    /// Evaluates the whole system and applies a function to it; prints the result as JSON.
    ///
    /// @param function Nix code of a function from the system, which has `config`
    public NixTools.Run evaluate(Path tree, String function) throws InterruptedException {
        List<String> argv = new ArrayList<>();
        switch (source) {
            case Source.Flake flake -> {
                argv.addAll(List.of("nix", "eval", "--json", system(flake), "--apply", function));
                over(argv, flake, tree);
            }
            case Source.Channel _ ->
                argv.addAll(List.of(
                        "nix-instantiate",
                        "--eval",
                        "--strict",
                        "--json",
                        "-I",
                        "agntos=" + tree,
                        "--expr",
                        "(" + function + ") (import <nixpkgs/nixos> { })"));
        }
        return run(argv, tree);
    }

    /// Asks what building the system would fetch and build; the answer is on standard error.
    public NixTools.Run plan(Path tree) throws InterruptedException {
        List<String> argv = new ArrayList<>();
        switch (source) {
            case Source.Flake flake -> {
                argv.addAll(List.of("nix", "build", "--dry-run", "--no-link", system(flake) + "." + TOPLEVEL));
                over(argv, flake, tree);
            }
            case Source.Channel _ ->
                argv.addAll(List.of(
                        "nix-build",
                        "--dry-run",
                        "--no-out-link",
                        "-I",
                        "agntos=" + tree,
                        "<nixpkgs/nixos>",
                        "-A",
                        "system"));
        }
        return run(argv, tree);
    }

    /// Asks the program of a system that is in the store already what activating it would do.
    public NixTools.Run dryActivate(Path system) throws InterruptedException {
        return run(List.of(system.resolve("bin/switch-to-configuration").toString(), "dry-activate"), system);
    }

    private static String system(Source.Flake flake) {
        return flake.folder() + "#nixosConfigurations.\"" + flake.attribute() + '"';
    }

    /// A flake that reads the tree itself can only be told of another one by the environment, which is not pure.
    private static void over(List<String> argv, Source.Flake flake, Path tree) {
        if (flake.isImpure()) {
            argv.add("--impure");
        } else {
            argv.addAll(List.of("--override-input", flake.input(), "path:" + tree));
        }
        argv.addAll(List.of("--no-write-lock-file", "--extra-experimental-features", "nix-command flakes"));
    }

    private NixTools.Run run(List<String> argv, Path tree) throws InterruptedException {
        List<String> full = new ArrayList<>(argv);
        if (!argv.getFirst().startsWith("/")) {
            full.set(0, programs.resolve(argv.getFirst()).toString());
        }
        Command command = Command.of(full, variables(tree), TIMEOUT).withOutputLimit(MOST_OUTPUT);
        return new NixTools.Run(String.join(" ", argv), runner.run(command));
    }

    private Map<String, String> variables(Path tree) {
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("HOME", "USER", "NIX_REMOTE", "NIX_CONFIG", "NIX_STORE_DIR", "NIX_STATE_DIR")) {
            if (environment.containsKey(name)) {
                variables.put(name, environment.getOrDefault(name, ""));
            }
        }
        variables.put("PATH", "/run/current-system/sw/bin:/usr/bin:/bin:" + programs);
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("AGNTOS_TREE", tree.toString());
        variables.put(
                "NIX_PATH",
                environment.getOrDefault(
                        "NIX_PATH",
                        "nixpkgs=" + CHANNELS + "/nixos:nixos-config=/etc/nixos/configuration.nix:" + CHANNELS));
        return variables;
    }
}
