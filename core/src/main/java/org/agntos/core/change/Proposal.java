package org.agntos.core.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// A stored change with its verification, waiting for a decision. Immutable; a newer state is a new value.
///
/// @param sessionId the conversation it came from, null for one made on the command line
/// @param summary one line, such as `Install htop`
/// @param rationale why the change looks as it does, empty if nothing is to be said
/// @param prompt the person's own words, null if there were none
/// @param files what is written and deleted, with the base
/// @param plan lines that say what would be built, fetched and restarted; empty if not known
/// @param extra fields of the stored file that we do not know and keep, as JSON text by name
public record Proposal(
        ProposalId id,
        Instant createdAt,
        @Nullable String sessionId,
        String summary,
        String rationale,
        @Nullable String prompt,
        String machine,
        FileChanges files,
        List<StageOutcome> verification,
        List<String> plan,
        Risk risk,
        String rollbackGuidance,
        ProposalStatus status,
        Map<String, String> extra) {
    public Proposal {
        verification = List.copyOf(verification);
        plan = List.copyOf(plan);
        extra = Map.copyOf(extra);
    }

    /// What an approval must name.
    public Sha256 digest() {
        return files.digest();
    }

    /// True if no stage failed; a skipped stage does not count against it, and the screen shows the skip.
    public boolean isApprovable() {
        return status == ProposalStatus.OPEN && verification.stream().noneMatch(StageOutcome::isFailed);
    }
}
