package org.agntos.core.change;

import java.util.List;
import org.agntos.helper.protocol.FileChanges;

/// Turns a draft into files, verifies them and stores the proposal. Blocks while it verifies (tens of milliseconds in
/// practice, seconds on a large system); interrupting the thread ends it and its children.
public interface ProposeChange {
    Outcome propose(Draft draft, RequestContext context);

    /// The same for a change that takes back an entry of the record and keeps what came later; it is linked to it.
    ///
    /// @param summary of the change, one line
    Outcome proposeUndo(String entryId, String summary, FileChanges changes);

    sealed interface Outcome {
        /// Stored, whether or not its verification passed.
        record Proposed(Proposal proposal) implements Outcome {}

        /// The machine is already as the draft wants it. @param message says so, per item
        record NothingToDo(String message) implements Outcome {}

        /// The draft cannot become files (no such managed file to remove, text too large, not UTF-8, a path that
        /// escapes). Nothing was stored.
        record Rejected(List<Problem> problems) implements Outcome {
            public Rejected {
                problems = List.copyOf(problems);
            }
        }
    }
}
