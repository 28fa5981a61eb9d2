package org.agntos.core.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.Sha256;

/// Hands an approved change to the helper and waits for its end. Each method blocks; run it on a virtual thread.
/// Events arrive on the calling thread, in order. Only the outcome says how it ended.
public interface SubmitChange {
    /// Applies a proposal. @param approved the digest the person saw
    Outcome apply(ProposalId id, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events);

    /// What undoing one audit entry would do now.
    Preview previewUndo(String entryId);

    Outcome undo(String entryId, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events);

    /// Stores the undo of an entry that keeps what came later as a proposal; nothing if there is none.
    ProposeChange.Outcome proposeUndo(String entryId);

    /// What going back to a generation would do to the files now.
    Preview previewRollback(int generation);

    Outcome rollBack(int generation, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events);

    sealed interface Preview {
        /// @param summary one line; @param diffs from now to after; @param digest what an approval names
        record Ready(String summary, List<FileDiff> diffs, Sha256 digest) implements Preview {
            public Ready {
                diffs = List.copyOf(diffs);
            }
        }

        /// Files changed since, and the helper restores none that did: it would lose those later changes.
        ///
        /// @param diffs what restoring would do, from now to what was before
        /// @param files all sides of each file
        /// @param changes the undo that keeps what came later, to be proposed; empty where the two touch
        record Conflict(String message, List<FileDiff> diffs, List<UndoneFile> files, Optional<FileChanges> changes)
                implements Preview {
            public Conflict {
                diffs = List.copyOf(diffs);
                files = List.copyOf(files);
            }
        }

        /// There is nothing to undo or go back to. @param message why; @param next what to do
        record Impossible(String message, String next) implements Preview {}

        /// No such entry or generation.
        record NotFound(String message) implements Preview {}
    }

    sealed interface Outcome {
        record Done(HelperEvent.Done event) implements Outcome {}

        /// The helper refused, failed or was busy; its event says what was kept and what to do.
        record Failed(HelperEvent.Failed event) implements Outcome {}

        /// The person cancelled before activation; every byte is as it was.
        record Cancelled() implements Outcome {}

        /// Never got as far as the helper: not found, stale, already applied, other digest, failed verification.
        record NotSubmitted(Reason reason, String message, String next) implements Outcome {}

        /// On a real machine: nobody was authorised, or something is missing. The helper never ran.
        record NotStarted(Obstacle obstacle) implements Outcome {}

        /// The helper could not be started or ended without a last word; the next command recovers.
        record HelperLost(String message, String next) implements Outcome {}

        enum Reason {
            NOT_FOUND,
            BROKEN,
            STALE,
            NOT_OPEN,
            OTHER_DIGEST,
            VERIFICATION_FAILED,
            /// This machine is not built here, or nobody has said yet how.
            NOT_HERE
        }
    }
}
