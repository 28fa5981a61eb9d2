package org.agntos.core.cli;

import java.util.Optional;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Proposals;

/// Finds the proposal a person named, or says why not.
final class ProposalLookup {
    private ProposalLookup() {}

    sealed interface Result {
        record Found(Proposal proposal) implements Result {}

        /// The message has been written.
        record Told(ExitStatus status) implements Result {}
    }

    static Result find(String text, Context context) {
        Output out = context.output();
        if (text.isEmpty()) {
            return new Result.Told(out.fail(
                    ExitStatus.USAGE,
                    "usage",
                    "Which proposal? The id is missing.",
                    "List them with 'agntctl proposals'."));
        }
        Optional<ProposalId> id = ProposalId.parse(text);
        if (id.isEmpty()) {
            return new Result.Told(notFound(text, out));
        }
        return switch (context.core().proposals().find(id.get())) {
            case Proposals.Lookup.Found(Proposal proposal) -> new Result.Found(proposal);
            case Proposals.Lookup.NotFound() -> new Result.Told(notFound(text, out));
            case Proposals.Lookup.Broken(String reason) ->
                new Result.Told(out.fail(
                        ExitStatus.FAILED,
                        "broken_proposal",
                        "Invalid proposal file: " + text + ": " + reason,
                        "The file was left as it is and nothing was changed. Propose the change again."));
        };
    }

    private static ExitStatus notFound(String text, Output out) {
        return out.fail(
                ExitStatus.NOT_FOUND,
                "not_found",
                "Proposal not found: " + text,
                "List them with 'agntctl proposals'.");
    }
}
