package org.agntos.core.cli;

import org.agntos.core.change.Freshness;
import org.agntos.core.change.Proposal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl apply`: shows a proposal, asks, and has the helper apply it.
final class ApplyCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("apply", "Shows the diff of a proposal, asks, and applies it as one transaction.")
                .addPositional(Args.words("ID", "the proposal"))
                .addOption(Args.flag("do not ask: the diff was looked at", "--yes", "-y"))
                .addOption(Args.flag("show what would be applied, and stop", "--dry-run"))
                .addOption(Args.flag("accepted for AgntOS 1.x; changes always persist", "--persist"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        return switch (ProposalLookup.find(Args.word(arguments, 0), context)) {
            case ProposalLookup.Result.Told(ExitStatus status) -> status;
            case ProposalLookup.Result.Found(Proposal proposal) ->
                Args.has(arguments, "--dry-run")
                        ? ProposalsCommand.show(proposal, context)
                        : apply(proposal, Args.has(arguments, "--yes"), context);
        };
    }

    static ExitStatus apply(Proposal proposal, boolean isApproved, Context context) {
        if (proposal.isApprovable()) {
            if (context.core().proposals().freshness(proposal) instanceof Freshness.Stale(var changed)) {
                return context.output()
                        .fail(
                                ExitStatus.FAILED,
                                "stale",
                                "The proposal is stale: since it was made, these files changed: " + changed + ".",
                                "Nothing was changed. Run 'agntctl proposals verify " + proposal.id()
                                        + "', look at it again, then apply it.");
            }
            ProposalText text = new ProposalText(context);
            context.output().line(proposal.summary() + " (" + context.machineWord() + ")");
            text.showDiff(proposal);
            text.showChecks(proposal);
            Consent.Answer answer = Consent.ask(
                    context,
                    isApproved,
                    "Apply this change?",
                    "You said no, so nothing was changed. The proposal stays.");
            if (answer == Consent.Answer.NO) {
                return ExitStatus.DENIED;
            }
        }
        return new SubmitProgress(context)
                .run((cancellation, events) ->
                        context.core().submitChange().apply(proposal.id(), proposal.digest(), cancellation, events));
    }
}
