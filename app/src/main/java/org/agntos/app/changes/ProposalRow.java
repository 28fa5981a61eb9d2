package org.agntos.app.changes;

import java.time.Instant;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.StageOutcome;

/// A line of the list of changes.
///
/// @param hasFailed true if a stage failed, so that it cannot be approved as it is
public record ProposalRow(ProposalId id, String summary, Instant createdAt, ProposalStatus status, boolean hasFailed) {
    static ProposalRow of(Proposal proposal) {
        return new ProposalRow(
                proposal.id(),
                proposal.summary(),
                proposal.createdAt(),
                proposal.status(),
                proposal.verification().stream().anyMatch(StageOutcome::isFailed));
    }

    public boolean isOpen() {
        return status == ProposalStatus.OPEN;
    }
}
