package org.agntos.app.changes;

import org.agntos.core.change.ProposalId;

/// What is under review.
public sealed interface Target {
    record OfProposal(ProposalId id) implements Target {}

    /// The undoing of one audit entry.
    record OfUndo(String entryId) implements Target {}

    /// The way back to a generation.
    record OfRollback(int generation) implements Target {}
}
