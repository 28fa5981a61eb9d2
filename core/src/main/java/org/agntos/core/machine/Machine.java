package org.agntos.core.machine;

import java.util.List;
import org.agntos.helper.protocol.HelperPaths;

/// The machine the changes are for. Methods read anew and may be called from any thread.
public interface Machine {
    MachineKind kind();

    HelperPaths paths();

    /// The Nix programs to use; empty text if Nix is not installed here.
    String nixVersion();

    default boolean hasNix() {
        return !nixVersion().isEmpty();
    }

    /// Newest first.
    List<Generation> generations();

    /// One line for people: what this machine is and what is special about it.
    String describe();
}
