package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Turns the managed tree into a system and that into a generation.
public interface Rebuilder {
    /// Builds the system of the tree as it is now. Nothing becomes current; a cancel ends it.
    ///
    /// @param log gets the lines of the programs it runs, on this thread or another
    /// @return what was built, for [#makeCurrent]
    /// @throws RebuildException if the tree cannot be built
    Path build(Cancellation cancellation, Consumer<String> log) throws RebuildException, IOException;

    /// Makes what was built a generation, and that the current one. Activates nothing.
    void makeCurrent(Path built, Consumer<String> log) throws RebuildException, IOException;
}
