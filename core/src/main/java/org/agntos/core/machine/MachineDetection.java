package org.agntos.core.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.nix.NixTools;
import org.agntos.helper.protocol.HelperPaths;

/// Finds out where we run. In this version the answer is always the practice machine, which says so where the real one
/// is a NixOS.
public final class MachineDetection {
    private static final Path NIXOS_MARK = Path.of("/etc/NIXOS");

    private MachineDetection() {}

    public static PracticeMachine detect(Map<String, String> environment, NixTools nix, Supplier<Catalogue> catalogue) {
        return new PracticeMachine(HelperPaths.practice(environment), nix, catalogue, Files.exists(NIXOS_MARK));
    }
}
