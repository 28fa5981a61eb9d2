package org.agntos.core.machine;

import java.io.IOException;
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

    /// Makes sure that what this program itself keeps of the machine is there. Safe to call at any time, also by two
    /// programs at once; quick if nothing is to be done.
    ///
    /// @throws IOException if something could not be written; what was there before is still whole
    void prepare() throws IOException;
}
