package org.agntos.core.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.nix.NixTools;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;

/// Finds out where we run, by looking at a few files.
///
/// It is a practice machine where there is no `/etc/NIXOS` and no `machine.toml`, where `AGNTOS_MACHINE=practice`
/// says so, and where the environment names folders of its own, which nothing could on a real machine.
public sealed interface MachineDetection {
    /// `practice` insists on the practice machine.
    String SWITCH = "AGNTOS_MACHINE";

    HelperPaths paths();

    Machine machine(NixTools nix, Supplier<Catalogue> catalogue);

    /// @param isOnNixos true where this runs on a real NixOS all the same
    record Practice(HelperPaths paths, boolean isOnNixos) implements MachineDetection {
        @Override
        public PracticeMachine machine(NixTools nix, Supplier<Catalogue> catalogue) {
            return new PracticeMachine(paths, nix, catalogue, isOnNixos);
        }
    }

    record Nixos(HelperPaths paths, MachineKind kind, MachineSetup setup) implements MachineDetection {
        @Override
        public NixosMachine machine(NixTools nix, Supplier<Catalogue> catalogue) {
            return new NixosMachine(paths, kind, setup, nix);
        }
    }

    static MachineDetection of(Map<String, String> environment) {
        return of(environment, HelperPaths.system(), Path.of("/etc"));
    }

    /// @param system the paths of the real machine; @param etc its configuration folder
    static MachineDetection of(Map<String, String> environment, HelperPaths system, Path etc) {
        Path machineToml = system.config().resolve("machine.toml");
        boolean isNixos = Files.exists(etc.resolve("NIXOS")) || Files.exists(machineToml);
        boolean isForced = environment.getOrDefault(SWITCH, "").equals("practice")
                || environment.containsKey("AGNTOS_CONFIG_DIR")
                || environment.containsKey("AGNTOS_LIB_DIR");
        if (!isNixos || isForced) {
            return new Practice(HelperPaths.practice(environment), isNixos);
        }
        MachineSetup setup = MachineSetup.read(machineToml);
        return new Nixos(system, kind(setup, system, etc), setup);
    }

    private static MachineKind kind(MachineSetup setup, HelperPaths system, Path etc) {
        boolean isFlake = switch (setup) {
            case MachineSetup.Ready(MachineConfig config) -> config.source() instanceof MachineConfig.Source.Flake;
            case MachineSetup.Missing _, MachineSetup.Unusable _ ->
                Files.exists(system.config().resolve("flake-info")) || Files.exists(etc.resolve("nixos/flake.nix"));
        };
        return isFlake ? MachineKind.NIXOS_FLAKE : MachineKind.NIXOS_CHANNEL;
    }
}
