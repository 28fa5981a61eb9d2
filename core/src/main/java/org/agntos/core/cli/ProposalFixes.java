package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.StageOutcome;

/// Puts right what verification found, and shows what Nix said of it.
final class ProposalFixes {
    private ProposalFixes() {}

    /// The first fix that can be put into the change; errors come before warnings.
    static ExitStatus fix(Proposal proposal, Context context) {
        Optional<Fix> fix = problems(proposal)
                .map(Problem::fix)
                .filter(Objects::nonNull)
                .filter(Fix::isChange)
                .findFirst();
        if (fix.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.NOT_FOUND,
                            "no_fix",
                            "No finding of " + proposal.id() + " has a fix that can be put into the change.",
                            "See what was found with 'agntctl proposals show " + proposal.id() + "'.");
        }
        Optional<Proposal> fixed = context.core()
                .proposals()
                .edit(proposal.id(), fix.get().files(), fix.get().dropped());
        if (fixed.isEmpty()) {
            return ProposalsCommand.notOpen(proposal, context);
        }
        context.output().message(fix.get().label());
        ProposalsCommand.show(fixed.get(), context);
        return fixed.get().isApprovable() ? ExitStatus.OK : ExitStatus.VERIFICATION_FAILED;
    }

    private static Stream<Problem> problems(Proposal proposal) {
        Stream<StageOutcome> failedFirst = Stream.concat(
                proposal.verification().stream().filter(StageOutcome::isFailed),
                proposal.verification().stream().filter(outcome -> !outcome.isFailed()));
        return failedFirst.flatMap(outcome -> outcome.result().problems().stream());
    }

    static ExitStatus trace(Proposal proposal, Context context) {
        List<String> traces = problems(proposal)
                .map(Problem::trace)
                .filter(trace -> !trace.isEmpty())
                .distinct()
                .toList();
        if (context.output().isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            traces.forEach(array::add);
            context.output().json(array);
        }
        traces.forEach(context.output()::line);
        if (traces.isEmpty()) {
            context.output().line("Nix said nothing of " + proposal.id() + ".");
        }
        return ExitStatus.OK;
    }
}
