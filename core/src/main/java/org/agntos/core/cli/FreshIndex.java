package org.agntos.core.cli;

import java.io.IOException;
import java.util.Optional;
import org.agntos.core.grounding.index.IndexFailed;
import org.agntos.core.grounding.index.MachineCatalogue;
import org.agntos.core.grounding.index.MachineSources;

/// Before a command answers from the index: builds it anew where the system has become another one and its lists lie
/// ready. That takes seconds; what has to be evaluated is left to `agntctl index build`.
final class FreshIndex {
    private FreshIndex() {}

    static void ensure(Context context) throws InterruptedException {
        MachineCatalogue catalogue = context.core().machineCatalogue();
        Optional<MachineSources.Found> stale = catalogue.stale();
        if (stale.isEmpty()) {
            return;
        }
        context.output().message("The system is now " + stale.get().revision() + "; its index is being built.");
        try {
            catalogue.build(stale.get(), (_, _) -> {});
        } catch (IndexFailed e) {
            context.output().message("The index could not be built: " + e.getMessage() + " " + e.next());
        } catch (IOException e) {
            context.output().message("The index could not be built (" + e.getMessage() + "); the old one answers.");
        }
    }
}
