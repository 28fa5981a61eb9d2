package org.agntos.core.change.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.core.nix.NixTools;

/// The configuration of a whole machine, as Nix sees it over some managed tree. Nothing is built and nothing under
/// `/etc` is touched. Methods block; interrupting the thread ends the program. Safe for any thread.
interface Configuration {
    /// Evaluates the whole system over a tree; standard output describes it, as JSON.
    NixTools.Run evaluate(Path tree) throws InterruptedException;

    /// Asks what building it would fetch and build; the answer is on standard error.
    NixTools.Run plan(Path tree) throws InterruptedException;

    /// The description of the system over the tree as it is now; empty if that cannot be evaluated.
    Optional<String> present() throws InterruptedException;

    /// What differs between two descriptions.
    Effects effects(String before, String after) throws InterruptedException;

    /// A program's text, with files of the tree named as in the tree and the person's own as they name them.
    String named(String text, Path tree);

    /// How often Nix may be asked again to find further errors.
    int moreRounds();

    /// Why this configuration cannot say anything about a change of the tree; empty if it can.
    Optional<String> blindness() throws InterruptedException;

    /// @param lines what would be different, for people
    /// @param changedOptions paths whose value is another one, so that risk can be judged
    record Effects(List<String> lines, List<String> changedOptions) {
        public Effects {
            lines = List.copyOf(lines);
            changedOptions = List.copyOf(changedOptions);
        }
    }
}
