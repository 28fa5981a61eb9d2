package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalJson;
import org.agntos.core.change.Proposals;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl proposals`: the stored proposals.
final class ProposalsCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("proposals", "Lists and shows proposals, verifies them again, discards them.")
                .addPositional(Args.words(
                        "[list | show ID | diff ID | verify ID | fix ID | trace ID | discard ID]",
                        "list is the default; fix puts the first fix that is proposed into the change, trace shows"
                                + " all that Nix said"))
                .addOption(
                        Args.flag("diff: as a patch for `git apply` or `patch -p1` where the tree is kept", "--patch"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        String action = Args.word(arguments, 0);
        if (action.isEmpty() || action.equals("list")) {
            return list(context);
        }
        if (!List.of("show", "diff", "verify", "fix", "trace", "discard").contains(action)) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "There is no action '" + action + "'.",
                            "Use list, show ID, diff ID, verify ID, fix ID, trace ID or discard ID.");
        }
        return switch (ProposalLookup.find(Args.word(arguments, 1), context)) {
            case ProposalLookup.Result.Told(ExitStatus status) -> status;
            case ProposalLookup.Result.Found(Proposal proposal) ->
                Args.has(arguments, "--patch") && action.equals("diff")
                        ? patch(proposal, context)
                        : run(action, proposal, context);
        };
    }

    private static ExitStatus run(String action, Proposal proposal, Context context) {
        return switch (action) {
            case "diff" -> diff(proposal, context);
            case "verify" -> verify(proposal, context);
            case "fix" -> ProposalFixes.fix(proposal, context);
            case "trace" -> ProposalFixes.trace(proposal, context);
            case "discard" -> discard(proposal, context);
            default -> show(proposal, context);
        };
    }

    private static ExitStatus list(Context context) {
        Proposals proposals = context.core().proposals();
        List<Proposal> all = proposals.all();
        proposals
                .unreadable()
                .forEach(broken -> context.output()
                        .message("Not a proposal, left as it is: " + broken.file() + ": " + broken.reason()));
        if (context.output().isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            all.forEach(proposal -> array.add(ProposalJson.write(proposal)));
            context.output().json(array);
            return ExitStatus.OK;
        }
        context.output().line("Proposals of the " + context.machineWord() + ", newest first:");
        for (Proposal proposal : all) {
            context.output()
                    .line(proposal.id() + " | " + proposal.createdAt() + " | "
                            + proposal.status().word() + " | " + proposal.summary());
        }
        if (all.isEmpty()) {
            context.output().line("There are none. Make one with: agntctl propose \"install htop\"");
        }
        return ExitStatus.OK;
    }

    static ExitStatus show(Proposal proposal, Context context) {
        if (context.output().isJson()) {
            context.output().json(ProposalJson.write(proposal));
        } else {
            ProposalText text = new ProposalText(context);
            text.show(proposal);
            if (proposal.isApprovable() && text.isStale(proposal)) {
                context.output()
                        .line("Stale: files changed since. Run `agntctl proposals verify " + proposal.id() + "`.");
            }
        }
        return ExitStatus.OK;
    }

    private static ExitStatus diff(Proposal proposal, Context context) {
        String diff = DiffText.of(context.core().proposals().diff(proposal));
        if (context.output().isJson()) {
            context.output()
                    .json(Output.mapper()
                            .createObjectNode()
                            .put("id", proposal.id().value())
                            .put("diff", diff));
        } else {
            context.output().line(diff);
        }
        return ExitStatus.OK;
    }

    /// The bytes of a patch are the answer: nothing in them is made visible.
    private static ExitStatus patch(Proposal proposal, Context context) {
        String patch = PatchText.of(context.core().proposals().diff(proposal));
        if (context.output().isJson()) {
            context.output()
                    .json(Output.mapper()
                            .createObjectNode()
                            .put("id", proposal.id().value())
                            .put("patch", patch));
        } else {
            context.output().raw(patch);
        }
        return ExitStatus.OK;
    }

    private static ExitStatus verify(Proposal proposal, Context context) {
        Optional<Proposal> verified = context.core().proposals().verify(proposal.id());
        if (verified.isEmpty()) {
            return notOpen(proposal, context);
        }
        show(verified.get(), context);
        return verified.get().isApprovable() ? ExitStatus.OK : ExitStatus.VERIFICATION_FAILED;
    }

    private static ExitStatus discard(Proposal proposal, Context context) {
        if (!context.core().proposals().discard(proposal.id())) {
            return notOpen(proposal, context);
        }
        if (context.output().isJson()) {
            context.output()
                    .json(Output.mapper()
                            .createObjectNode()
                            .put("id", proposal.id().value())
                            .put("status", "discarded"));
        }
        context.output().line("Discarded " + proposal.id() + " (" + context.machineWord() + "): " + proposal.summary());
        return ExitStatus.OK;
    }

    static ExitStatus notOpen(Proposal proposal, Context context) {
        return context.output()
                .fail(
                        ExitStatus.FAILED,
                        "not_open",
                        "The proposal " + proposal.id() + " is "
                                + proposal.status().word() + " and no longer open.",
                        "Propose the change again if you want it.");
    }
}
