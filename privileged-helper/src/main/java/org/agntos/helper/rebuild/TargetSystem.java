package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;

/// The system that the managed tree describes: building it, and which of its generations is in use.
///
/// For one thread, under the machine's lock. A generation that was made current stays in the profile, also when its
/// activation failed: removing it could take away one that somebody else has just made.
public interface TargetSystem {
    /// The system of a practice machine: made with Nix if it is here, else of plain folders.
    ///
    /// @param paths whose machine root has no symbolic link in it, which Nix would refuse
    /// @param environment only looked at to find Nix; the programs get an environment of their own
    /// @param transaction the id every program is marked with
    static TargetSystem practice(HelperPaths paths, Map<String, String> environment, String transaction)
            throws IOException {
        return PracticeSystem.of(paths, environment, transaction);
    }

    /// A real NixOS. @param transaction the id every program is marked with
    static TargetSystem nixos(MachineConfig config, HelperPaths paths, String transaction) {
        return new NixosSystem(config, paths, transaction);
    }

    /// The number of the current generation, empty if there is none yet.
    Optional<Integer> current() throws IOException;

    /// The highest number the profile has ever used, plus one.
    int next() throws IOException;

    /// True if the generation is there with what it is made of.
    boolean exists(int generation) throws IOException;

    /// Builds the system of the tree as it is now. Nothing becomes current; a cancel ends it and its children within
    /// two seconds.
    ///
    /// @return what was built, for [#activate(Path, Before, Progress)]
    /// @throws RebuildException if the tree cannot be built
    Path build(Cancellation cancellation, Progress progress) throws RebuildException, IOException;

    /// Looks at the system before an activation, so that only new trouble counts afterwards.
    ///
    /// @throws RebuildException if somebody else is changing it
    Before observe() throws RebuildException, IOException;

    /// Makes what was built a new generation, makes that current, activates it and looks how it is.
    ///
    /// @throws RebuildException if it could not be activated; the new generation may be current all the same
    Health activate(Path built, Before before, Progress progress) throws RebuildException, IOException;

    /// Makes a generation that exists current, activates it and looks how it is: a rollback, or the way back. May be
    /// repeated.
    ///
    /// @throws RebuildException if it could not be activated; it may be current all the same
    Health activate(int generation, Before before, Progress progress) throws RebuildException, IOException;

    /// What a person types to make a generation current and to activate it without this program, one command each.
    List<String> byHand(int generation);
}
