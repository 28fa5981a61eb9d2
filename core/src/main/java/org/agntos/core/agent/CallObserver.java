package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.tool.Approvals;
import org.agntos.core.tool.ToolObserver;
import org.agntos.core.tool.ToolResult;
import org.agntos.core.tool.ToolResult.Signal;

/// Records each call in the conversation and passes on what is for the person to decide.
final class CallObserver implements ToolObserver {
    private final EventLog log;
    private final int turn;
    private final TurnGuard guard;
    private final Clock clock;

    CallObserver(EventLog log, int turn, TurnGuard guard, Clock clock) {
        this.log = log;
        this.turn = turn;
        this.guard = guard;
        this.clock = clock;
    }

    /// The calls, each with an id that no other call of this conversation has: models invent and repeat them.
    List<ToolCall> named(List<ToolCall> calls) {
        Set<String> taken = new HashSet<>();
        for (AgentEvent event : log.all()) {
            if (event instanceof AgentEvent.ToolStarted started) {
                taken.add(started.callId());
            }
        }
        List<ToolCall> named = new ArrayList<>();
        for (ToolCall call : calls) {
            String id = call.id();
            for (int i = 2; id.isBlank() || !taken.add(id); i++) {
                id = (call.id().isBlank() ? "call-" + turn : call.id()) + "-" + i;
            }
            named.add(new ToolCall(id, call.tool(), call.arguments()));
        }
        return named;
    }

    @Override
    public void started(ToolCall call, String label) {
        add(new AgentEvent.ToolStarted(
                turn, call.id(), call.tool(), call.arguments().toString(), label));
    }

    @Override
    public void approvalAsked(ToolCall call, Approvals.Card card) {
        guard.pause();
        add(new AgentEvent.ApprovalAsked(turn, call.id(), card.id(), card.what(), card.why(), card.widest()));
    }

    @Override
    public void approvalDecided(ToolCall call, Approvals.Card card, Approvals.Decision decision) {
        guard.resume();
        add(new AgentEvent.ApprovalDecided(turn, card.id(), decision));
    }

    @Override
    public void finished(ToolCall call, ToolResult result) {
        add(new AgentEvent.ToolFinished(
                turn, call.id(), result.isSuccess(), result.output().toString()));
        for (Signal signal : result.signals()) {
            add(
                    switch (signal) {
                        case Signal.ProposalStored(var id) -> new AgentEvent.ProposalReady(turn, id);
                        case Signal.UndoWanted(String entry, String summary) ->
                            new AgentEvent.UndoSuggested(turn, entry, summary);
                    });
        }
    }

    private void add(AgentEvent event) {
        Instant now = clock.instant();
        log.add(event, now);
    }
}
