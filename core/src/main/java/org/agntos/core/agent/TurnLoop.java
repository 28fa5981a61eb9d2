package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Models;
import org.agntos.core.model.Usage;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolGate;
import org.agntos.core.tool.ToolObserver;
import org.agntos.core.tool.ToolResult;
import org.agntos.core.tool.ToolResult.Signal;

/// Runs one turn: the model speaks, tools run behind the gate, until the model has nothing more to call. Holds nothing
/// between turns; safe for any thread.
final class TurnLoop {
    private static final String ASK_DIFFERENTLY = "Nothing was changed. Ask in another way, or in smaller steps.";

    private final Models models;
    private final ToolGate gate;
    private final Supplier<String> systemPrompt;
    private final Clock clock;

    TurnLoop(Models models, ToolGate gate, Supplier<String> systemPrompt, Clock clock) {
        this.models = models;
        this.gate = gate;
        this.systemPrompt = systemPrompt;
        this.clock = clock;
    }

    String systemPrompt() {
        return systemPrompt.get();
    }

    /// Runs the turn whose `TurnStarted` is already in the log and says how it ended.
    AgentEvent.End run(EventLog log, ToolContext context, String system, int turn) throws InterruptedException {
        TurnGuard guard = new TurnGuard();
        ChatModel model = models.forTask(Models.Task.CHAT);
        while (true) {
            Prompt prompt = new Prompt(system, Transcript.messages(log.all()), gate.specs());
            Reply reply = model.reply(prompt, text -> log.add(new AgentEvent.AnswerDelta(turn, text), now()));
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled");
            }
            switch (reply) {
                case Reply.Failed(String message, String next) -> {
                    return new AgentEvent.End.Failed(message, next);
                }
                case Reply.Complete(String _, List<ToolCall> calls, Usage _) -> {
                    if (calls.isEmpty()) {
                        return new AgentEvent.End.Answered();
                    }
                    Optional<String> stop = runCalls(calls, guard, log, context, turn);
                    if (stop.isPresent()) {
                        return new AgentEvent.End.Failed(stop.get(), ASK_DIFFERENTLY);
                    }
                }
            }
        }
    }

    private Optional<String> runCalls(
            List<ToolCall> calls, TurnGuard guard, EventLog log, ToolContext context, int turn)
            throws InterruptedException {
        ToolObserver observer = new LoggingObserver(log, turn);
        for (ToolCall call : calls) {
            Optional<String> stop = guard.beforeCall(call);
            if (stop.isEmpty()) {
                stop = guard.afterCall(gate.call(call, context, observer).isSuccess());
            }
            if (stop.isPresent()) {
                return stop;
            }
        }
        return Optional.empty();
    }

    private Instant now() {
        return clock.instant();
    }

    /// Records each call in the conversation and passes on what is for the person to decide.
    private final class LoggingObserver implements ToolObserver {
        private final EventLog log;
        private final int turn;

        LoggingObserver(EventLog log, int turn) {
            this.log = log;
            this.turn = turn;
        }

        @Override
        public void started(ToolCall call, String label) {
            log.add(
                    new AgentEvent.ToolStarted(
                            turn, call.id(), call.tool(), call.arguments().toString(), label),
                    now());
        }

        @Override
        public void finished(ToolCall call, ToolResult result) {
            log.add(
                    new AgentEvent.ToolFinished(
                            turn, call.id(), result.isSuccess(), result.output().toString()),
                    now());
            for (Signal signal : result.signals()) {
                log.add(
                        switch (signal) {
                            case Signal.ProposalStored(var id) -> new AgentEvent.ProposalReady(turn, id);
                            case Signal.UndoWanted(String entry, String summary) ->
                                new AgentEvent.UndoSuggested(turn, entry, summary);
                        },
                        now());
            }
        }
    }
}
