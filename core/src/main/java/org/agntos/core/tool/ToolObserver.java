package org.agntos.core.tool;

import org.agntos.core.model.ChatModel.ToolCall;

/// Records what the gate lets through, refuses and runs. Each call is told as started once and then as finished once,
/// on the thread that called the gate.
public interface ToolObserver {
    void started(ToolCall call, String label);

    /// A person is asked; the gate waits for the answer.
    default void approvalAsked(ToolCall call, Approvals.Card card) {}

    /// The person has answered, or the question was withdrawn.
    default void approvalDecided(ToolCall call, Approvals.Card card, Approvals.Decision decision) {}

    void finished(ToolCall call, ToolResult result);
}
