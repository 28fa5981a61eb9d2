package org.agntos.core.agent;

import java.time.Instant;
import org.agntos.core.change.ProposalId;
import org.agntos.core.tool.Approvals;

/// What happens in a turn, in order; enough to rebuild the screen.
public sealed interface AgentEvent {
    /// The turn it belongs to, from 1 within the conversation.
    int turn();

    /// @param turn from 1 within the conversation; @param request the person's words
    record TurnStarted(int turn, String request, Instant at) implements AgentEvent {}

    /// A piece of the answer, Markdown.
    record AnswerDelta(int turn, String text) implements AgentEvent {}

    /// What the model thinks before it answers, for those who want to see it; no part of the answer.
    record ThinkingDelta(int turn, String text) implements AgentEvent {}

    /// Something the person should know while they wait, in plain words.
    record Notice(int turn, String words) implements AgentEvent {}

    /// The person said more while the turn ran.
    record Steered(int turn, String words, Instant at) implements AgentEvent {}

    /// A call waits for the person. @param what the exact call; @param why it is asked; @param widest how far a yes
    /// may reach
    record ApprovalAsked(int turn, String callId, String approvalId, String what, String why, Approvals.Scope widest)
            implements AgentEvent {}

    record ApprovalDecided(int turn, String approvalId, Approvals.Decision decision) implements AgentEvent {}

    /// What one answer of the model cost.
    record UsageCounted(int turn, long inputTokens, long outputTokens) implements AgentEvent {}

    /// A tool call has begun. @param label plain words, such as `Checking the change`
    record ToolStarted(int turn, String callId, String tool, String arguments, String label) implements AgentEvent {}

    record ToolFinished(int turn, String callId, boolean isSuccess, String output) implements AgentEvent {}

    /// A proposal was stored and can be reviewed.
    record ProposalReady(int turn, ProposalId proposal) implements AgentEvent {}

    /// The assistant suggests undoing an entry; the person decides. @param entryId of the audit log
    record UndoSuggested(int turn, String entryId, String summary) implements AgentEvent {}

    /// @param end how it ended
    record TurnFinished(int turn, End end, Instant at) implements AgentEvent {}

    sealed interface End {
        record Answered() implements End {}

        record Cancelled() implements End {}

        /// @param message what happened; @param next what to do
        record Failed(String message, String next) implements End {}
    }
}
