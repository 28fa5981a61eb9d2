package org.agntos.app.changes;

import java.util.List;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Risk;
import org.agntos.core.change.StageOutcome;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// A change as it is shown for a decision.
///
/// @param diffs from now to after
/// @param digest what an approval will name
/// @param proposal null where files are restored, which nobody proposed
/// @param stale files that differ now from what the change was made against
/// @param appliedAs the audit entry of a proposal that was applied, null if there is none
public record Review(
        Target target,
        String title,
        List<FileDiff> diffs,
        Sha256 digest,
        @Nullable Proposal proposal,
        List<TreePath> stale,
        @Nullable String appliedAs) {
    public Review {
        diffs = List.copyOf(diffs);
        stale = List.copyOf(stale);
    }

    /// True while a decision is wanted: restoring always is, a proposal while it is open.
    public boolean isOpen() {
        return proposal == null || proposal.status() == ProposalStatus.OPEN;
    }

    /// True if files may be edited or dropped.
    public boolean isEditable() {
        return proposal != null && proposal.status() == ProposalStatus.OPEN;
    }

    public boolean isStale() {
        return isOpen() && !stale.isEmpty();
    }

    public Risk risk() {
        return proposal == null ? new Risk(Risk.Level.LOW, List.of()) : proposal.risk();
    }

    /// True if one yes is not enough.
    public boolean needsSecondYes() {
        return risk().level().compareTo(Risk.Level.HIGH) >= 0;
    }

    public List<StageOutcome> stages() {
        return proposal == null ? List.of() : proposal.verification();
    }

    public List<StageOutcome> failedStages() {
        return stages().stream().filter(StageOutcome::isFailed).toList();
    }

    /// True if approval is possible now.
    public boolean isApprovable() {
        return isOpen() && stale.isEmpty() && failedStages().isEmpty();
    }
}
