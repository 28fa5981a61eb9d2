package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;
import org.agntos.core.machine.MachineSetup;
import org.agntos.core.machine.NixosMachine;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.NixPrograms;
import org.agntos.core.nix.NixTools;
import org.agntos.core.nix.NixosTools;
import org.agntos.core.process.ProcessRunner;
import org.agntos.helper.protocol.MachineConfig;

/// The machine that changes are checked against: its managed tree, the person's own files, and its configuration as Nix
/// sees it. Safe for any thread.
public final class CheckedMachine {
    private static final Path CHANNEL_CONFIGURATION = Path.of("/etc/nixos");

    private final ConfigTree tree;
    private final OwnConfiguration own;
    private final Configuration configuration;
    private final Preparation preparation;

    private interface Preparation {
        void run() throws IOException;
    }

    private CheckedMachine(
            ConfigTree tree, OwnConfiguration own, Configuration configuration, Preparation preparation) {
        this.tree = tree;
        this.own = own;
        this.configuration = configuration;
        this.preparation = preparation;
    }

    /// @param nix for a practice machine; @param environment of this program
    public static CheckedMachine of(
            Machine machine, NixTools nix, ProcessRunner processes, Map<String, String> environment) {
        ConfigTree tree = new ConfigTree(machine.paths().config());
        if (!(machine instanceof NixosMachine nixos)) {
            return new CheckedMachine(
                    tree, OwnConfiguration.none(), new PracticeConfiguration(nix, machine, tree), machine::prepare);
        }
        return switch (nixos.setup()) {
            case MachineSetup.Ready(MachineConfig config) -> nixos(tree, config.source(), processes, environment);
            case MachineSetup.Missing _ -> unseen(tree, "this NixOS is not set up yet: `agntctl doctor` shows how");
            case MachineSetup.Unusable(String why) -> unseen(tree, "machine.toml cannot be used: " + why);
        };
    }

    private static CheckedMachine unseen(ConfigTree tree, String reason) {
        return new CheckedMachine(
                tree, OwnConfiguration.in(CHANNEL_CONFIGURATION), new UnseenConfiguration(reason), () -> {});
    }

    static CheckedMachine nixos(
            ConfigTree tree, MachineConfig.Source source, ProcessRunner processes, Map<String, String> environment) {
        Path own = switch (source) {
            case MachineConfig.Source.Flake flake -> flake.folder();
            case MachineConfig.Source.Channel _ -> CHANNEL_CONFIGURATION;
        };
        OwnConfiguration theirs = OwnConfiguration.in(own);
        return NixPrograms.find(environment)
                .map(programs -> new CheckedMachine(
                        tree,
                        theirs,
                        new NixosConfiguration(new NixosTools(processes, environment, programs, source), tree, own),
                        () -> {}))
                .orElseGet(() -> unseen(tree, "Nix is not installed here"));
    }

    ConfigTree tree() {
        return tree;
    }

    /// Read anew by each check that asks for it first.
    OwnConfiguration own() {
        return own.again();
    }

    Configuration configuration() {
        return configuration;
    }

    /// @throws IOException if something the check needs could not be laid down
    void prepare() throws IOException {
        preparation.run();
    }
}
