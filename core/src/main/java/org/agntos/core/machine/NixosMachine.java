package org.agntos.core.machine;

import java.util.List;
import org.agntos.core.nix.NixTools;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;

/// A real NixOS. Only its helper changes it.
public final class NixosMachine implements Machine {
    private final HelperPaths paths;
    private final MachineKind kind;
    private final MachineSetup setup;
    private final NixTools nix;

    NixosMachine(HelperPaths paths, MachineKind kind, MachineSetup setup, NixTools nix) {
        this.paths = paths;
        this.kind = kind;
        this.setup = setup;
        this.nix = nix;
    }

    @Override
    public MachineKind kind() {
        return kind;
    }

    @Override
    public HelperPaths paths() {
        return paths;
    }

    /// As it was when the machine was looked at.
    public MachineSetup setup() {
        return setup;
    }

    @Override
    public String nixVersion() {
        return nix.version();
    }

    @Override
    public boolean hasNix() {
        return nix.isPresent();
    }

    @Override
    public List<Generation> generations() {
        return GenerationLinks.read(paths.profile());
    }

    @Override
    public String describe() {
        return switch (setup) {
            case MachineSetup.Ready(MachineConfig config) -> describe(config);
            case MachineSetup.Missing() -> name() + " that is not set up yet: `agntctl doctor` shows how";
            case MachineSetup.Unusable(String why) -> name() + " whose machine.toml cannot be used: " + why;
        };
    }

    private static String describe(MachineConfig config) {
        String built = config.isRebuiltHere() ? "" : "; it is built elsewhere, so changes are handed on as patches";
        return switch (config.source()) {
            case MachineConfig.Source.Channel() -> "NixOS with channels" + built;
            case MachineConfig.Source.Flake flake ->
                "NixOS with the flake " + flake.folder() + "#" + flake.attribute()
                        + (flake.isImpure() ? ", evaluated impurely" : "") + built;
        };
    }

    private String name() {
        return kind == MachineKind.NIXOS_FLAKE ? "NixOS with a flake" : "NixOS with channels";
    }

    /// Nothing: all that is needed belongs to root.
    @Override
    public void prepare() {
        // The helper makes its own folders.
    }
}
