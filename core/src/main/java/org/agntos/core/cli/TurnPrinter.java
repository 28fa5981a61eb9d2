package org.agntos.core.cli;

import java.util.function.Consumer;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.tool.Approvals;

/// Prints a turn of a conversation as it goes.
final class TurnPrinter implements Consumer<AgentEvent> {
    private final Context context;

    TurnPrinter(Context context) {
        this.context = context;
    }

    @Override
    public void accept(AgentEvent event) {
        Output out = context.output();
        switch (event) {
            case AgentEvent.AnswerDelta delta -> out.piece(delta.text());
            case AgentEvent.ToolStarted started -> out.line("… " + started.label());
            case AgentEvent.Notice notice -> out.line("· " + notice.words());
            case AgentEvent.ProposalReady ready ->
                out.line("\nProposal " + ready.proposal() + ": agntctl proposals show " + ready.proposal()
                        + " · agntctl apply " + ready.proposal());
            case AgentEvent.UndoSuggested suggested ->
                out.line("\nTo undo it: agntctl rollback undo " + suggested.entryId());
            case AgentEvent.ApprovalDecided(int _, String _, Approvals.Decision.Denied(String reason)) ->
                out.line("· " + reason);
            case AgentEvent.TurnFinished finished -> end(finished.end(), out);
            case AgentEvent.ApprovalDecided _,
                    AgentEvent.TurnStarted _,
                    AgentEvent.ThinkingDelta _,
                    AgentEvent.Steered _,
                    AgentEvent.ApprovalAsked _,
                    AgentEvent.UsageCounted _,
                    AgentEvent.ToolFinished _ -> {
                // The answer tells what came of it.
            }
        }
    }

    private static void end(AgentEvent.End end, Output out) {
        out.line("");
        switch (end) {
            case AgentEvent.End.Answered() -> {}
            case AgentEvent.End.Cancelled() -> out.line("You stopped this answer.");
            case AgentEvent.End.Failed(String message, String next) -> {
                out.line(message);
                out.line(next);
            }
        }
    }
}
