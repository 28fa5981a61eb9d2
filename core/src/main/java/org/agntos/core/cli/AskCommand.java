package org.agntos.core.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.agent.AgentEventJson;
import org.agntos.core.agent.Conversation;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl ask`: one turn with the assistant, streamed.
final class AskCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("ask", "Asks the assistant. The answer is streamed, and a proposal's id is printed.")
                .addPositional(Args.words("REQUEST", "what you want, in plain words"))
                .addOption(Args.flag(
                        "afterwards show the diff of a proposal, ask, and apply it, all in one go", "--apply"))
                .addOption(Args.flag("with --apply: do not ask", "--yes", "-y"))
                .addOption(Args.text("NAME", "ask this profile of models.toml, and no other", "--model"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        String request = Args.wordsFrom(arguments, 0);
        if (request.isBlank()) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "What is your request? It is missing.",
                            "Try: agntctl ask \"help\"");
        }
        String model = Args.text(arguments, "--model");
        if (!model.isEmpty() && !context.core().models().models().use(model)) {
            return ModelCommand.noSuchProfile(model, context);
        }
        Turn turn = new Turn(context.output());
        try (Conversation conversation = context.core().conversations().start();
                Subscription _ = conversation.subscribe(turn)) {
            try (Subscription _ = isSomebodyThere(context) ? conversation.attend() : () -> {}) {
                conversation.ask(request);
                turn.await(conversation, context);
            }
        }
        ExitStatus status = turn.tellEnd(context);
        boolean isToApply = status == ExitStatus.OK && Args.has(arguments, "--apply");
        return isToApply ? apply(turn.proposals, Args.has(arguments, "--yes"), context) : status;
    }

    private static boolean isSomebodyThere(Context context) {
        return !context.output().isJson() && context.person().isThere();
    }

    private static ExitStatus apply(List<ProposalId> proposals, boolean isApproved, Context context) {
        ExitStatus status = ExitStatus.OK;
        for (ProposalId id : proposals) {
            status = switch (ProposalLookup.find(id.value(), context)) {
                case ProposalLookup.Result.Told(ExitStatus told) -> told;
                case ProposalLookup.Result.Found(Proposal proposal) -> apply(proposal, isApproved, context);
            };
        }
        return status;
    }

    private static ExitStatus apply(Proposal proposal, boolean isApproved, Context context) {
        if (!proposal.isApprovable()) {
            return ExitStatus.VERIFICATION_FAILED;
        }
        ExitStatus status = ApplyCommand.apply(proposal, isApproved, context);
        List<AuditEntry> newest = context.core().auditLog().list(1);
        if (status == ExitStatus.OK && !newest.isEmpty()) {
            context.output().line("Recorded as: " + AuditCommand.line(newest.getFirst()));
        }
        return status;
    }

    /// Prints a turn as it goes and waits for its end.
    private static final class Turn implements Consumer<AgentEvent> {
        private final Output output;
        private final BlockingQueue<Optional<AgentEvent.ApprovalAsked>> questions = new LinkedBlockingQueue<>();
        private final AtomicReference<AgentEvent.End> end = new AtomicReference<>(new AgentEvent.End.Cancelled());
        private final List<ProposalId> proposals = new ArrayList<>();
        private final List<String> undos = new ArrayList<>();

        Turn(Output output) {
            this.output = output;
        }

        /// Waits for the end, and asks the person on the way what is to be asked.
        void await(Conversation conversation, Context context) throws InterruptedException {
            for (var asked = questions.take(); asked.isPresent(); asked = questions.take()) {
                ApprovalPrompt.answer(
                        asked.get(),
                        conversation,
                        output,
                        question -> context.person().answer(output, question));
            }
        }

        @Override
        public void accept(AgentEvent event) {
            if (output.isJson()) {
                output.jsonLine(AgentEventJson.write(event));
            }
            switch (event) {
                case AgentEvent.AnswerDelta delta -> output.piece(delta.text());
                case AgentEvent.ToolStarted started -> output.message("… " + started.label());
                case AgentEvent.ProposalReady ready -> proposals.add(ready.proposal());
                case AgentEvent.UndoSuggested suggested -> undos.add(suggested.entryId());
                case AgentEvent.TurnFinished finished -> {
                    end.set(finished.end());
                    questions.add(Optional.empty());
                }
                case AgentEvent.ApprovalAsked asked -> questions.add(Optional.of(asked));
                case AgentEvent.Notice notice -> output.message(notice.words());
                case AgentEvent.TurnStarted _,
                        AgentEvent.ThinkingDelta _,
                        AgentEvent.Steered _,
                        AgentEvent.ApprovalDecided _,
                        AgentEvent.UsageCounted _,
                        AgentEvent.ToolFinished _ -> {
                    // The answer tells what came of it.
                }
            }
        }

        ExitStatus tellEnd(Context context) {
            output.line("");
            proposals.forEach(id -> output.line("Proposal: " + id + " (" + context.machineWord() + ")"));
            undos.forEach(
                    id -> output.line("To undo it: agntctl rollback undo " + id + " (" + context.machineWord() + ")"));
            if (proposals.isEmpty() && undos.isEmpty()) {
                output.line("(" + context.machineWord() + ")");
            }
            return switch (end.get()) {
                case AgentEvent.End.Answered() -> ExitStatus.OK;
                case AgentEvent.End.Cancelled() -> ExitStatus.DENIED;
                case AgentEvent.End.Failed(String message, String next) -> {
                    output.message("Error: " + message);
                    output.message(next);
                    yield ExitStatus.FAILED;
                }
            };
        }
    }
}
