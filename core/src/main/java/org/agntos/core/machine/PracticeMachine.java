package org.agntos.core.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.nix.NixTools;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.SystemFolders;

/// The sandbox machine under the person's data folder, with its own tree, generations and record.
public final class PracticeMachine implements Machine {
    private final HelperPaths paths;
    private final NixTools nix;
    private final Supplier<Catalogue> catalogue;
    private final boolean isOnNixos;

    /// @param isOnNixos true where this runs on a real NixOS, which is left alone
    PracticeMachine(HelperPaths paths, NixTools nix, Supplier<Catalogue> catalogue, boolean isOnNixos) {
        this.paths = paths;
        this.nix = nix;
        this.catalogue = catalogue;
        this.isOnNixos = isOnNixos;
    }

    @Override
    public MachineKind kind() {
        return MachineKind.PRACTICE;
    }

    @Override
    public HelperPaths paths() {
        return paths;
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

    /// The folders, the practice system's own files and its catalogue.
    @Override
    public void prepare() throws IOException {
        for (Path folder : List.of(paths.config(), paths.log(), paths.lib(), paths.machineRoot())) {
            if (SystemFolders.contain(folder)) {
                throw new IOException(folder + " is part of the real system");
            }
        }
        new PracticeFiles(paths).lay(catalogue.get());
    }

    @Override
    public String describe() {
        String real = isOnNixos
                ? "Practice machine (the NixOS it runs on is left alone)"
                : "Practice machine (this is not NixOS, so changes go to a sandbox of their own)";
        return real + " in " + paths.machineRoot() + ", " + (hasNix() ? nixVersion() : "without Nix");
    }
}
