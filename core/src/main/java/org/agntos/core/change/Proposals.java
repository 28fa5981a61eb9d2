package org.agntos.core.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.Subscription;
import org.agntos.helper.protocol.TreePath;

/// The stored proposals of this person. Every method reads the disk anew, so other windows and `agntctl` are seen.
public interface Proposals {
    /// All proposals, newest first. A file that cannot be read is left out here and reported by [#unreadable].
    List<Proposal> all();

    /// Files in the store that are no proposals, with the reason.
    List<Unreadable> unreadable();

    record Unreadable(String file, String reason) {}

    Lookup find(ProposalId id);

    sealed interface Lookup {
        record Found(Proposal proposal) implements Lookup {}

        record NotFound() implements Lookup {}

        /// The file is there and broken; it was left as it is. @param reason for people
        record Broken(String reason) implements Lookup {}
    }

    Freshness freshness(Proposal proposal);

    /// Each touched file as it is in the tree now and as it would be.
    List<FileDiff> diff(Proposal proposal);

    /// Runs verification again against the present tree, with a new base. Empty if there is no such open proposal.
    Optional<Proposal> verify(ProposalId id);

    /// Stores the proposal with edited file contents and without the dropped files, verified again. Empty if there is
    /// no such open proposal or if nothing would be left of it.
    Optional<Proposal> edit(ProposalId id, Map<TreePath, String> contents, Set<TreePath> dropped);

    /// Marks it discarded; false if there is no such open proposal.
    boolean discard(ProposalId id);

    /// Calls `listener` within a second after the store changed, whoever changed it; on a thread of the store.
    Subscription onChange(Runnable listener);
}
