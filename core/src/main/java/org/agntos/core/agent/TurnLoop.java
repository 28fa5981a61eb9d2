package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Models;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.Usage;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolGate;
import org.agntos.core.tool.ToolResult;

/// Runs one turn: the model speaks, tools run behind the gate, until the model has nothing more to call. Holds nothing
/// between turns; safe for any thread.
final class TurnLoop {
    private static final String ASK_DIFFERENTLY =
            "What was said and done until then is kept. Ask in another way, or in smaller steps.";

    private final Models models;
    private final ToolGate gate;
    private final Compaction compaction;
    private final Clock clock;
    private final TurnLimits limits;

    TurnLoop(Models models, ToolGate gate, Clock clock, TurnLimits limits) {
        this.models = models;
        this.gate = gate;
        this.compaction = new Compaction(models);
        this.clock = clock;
        this.limits = limits;
    }

    /// A turn whose `TurnStarted` is already in the log.
    ///
    /// @param system what every model is told first
    record Job(EventLog log, Steering steering, ToolContext context, String system, int turn) {}

    /// Runs the turn and says how it ended.
    AgentEvent.End run(Job job) throws InterruptedException {
        TurnGuard guard = new TurnGuard(limits, clock);
        ChatModel model = models.forTask(Models.Task.CHAT);
        while (true) {
            takeSteering(job);
            Optional<String> late = guard.overTime();
            if (late.isPresent()) {
                return new AgentEvent.End.Failed(late.get(), ASK_DIFFERENTLY);
            }
            Prompt prompt = compaction.prompt(model, job, gate.specs(), now());
            switch (ModelCall.run(
                    model,
                    prompt,
                    listener(job),
                    guard.timeLeft(),
                    () -> job.log().flush(now()))) {
                case ModelCall.Outcome.OutOfTime() -> {
                    return new AgentEvent.End.Failed(
                            guard.overTime().orElse("The model took too long, so it was stopped."), ASK_DIFFERENTLY);
                }
                case ModelCall.Outcome.Replied(Reply.Failed(String message, String next)) -> {
                    return new AgentEvent.End.Failed(message, next);
                }
                case ModelCall.Outcome.Replied(Reply.Complete reply) -> {
                    Optional<String> stop = follow(reply, guard, job);
                    if (stop.isPresent()) {
                        return new AgentEvent.End.Failed(stop.get(), ASK_DIFFERENTLY);
                    }
                    if (reply.calls().isEmpty() && job.steering().closeIfSilent()) {
                        return new AgentEvent.End.Answered();
                    }
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled");
            }
        }
    }

    private void takeSteering(Job job) {
        for (String words : job.steering().take()) {
            job.log().add(new AgentEvent.Steered(job.turn(), words, now()), now());
        }
    }

    private ReplyListener listener(Job job) {
        return new ReplyListener() {
            @Override
            public void text(String piece) {
                job.log().piece(new AgentEvent.AnswerDelta(job.turn(), piece), now());
            }

            @Override
            public void thinking(String piece) {
                job.log().piece(new AgentEvent.ThinkingDelta(job.turn(), piece), now());
            }

            @Override
            public void notice(String words) {
                job.log().add(new AgentEvent.Notice(job.turn(), words), now());
            }
        };
    }

    /// Does what a reply asks for; a text says why the turn must not go on.
    private Optional<String> follow(Reply.Complete reply, TurnGuard guard, Job job) throws InterruptedException {
        Usage usage = reply.usage();
        if (usage.isKnown() && usage.inputTokens() + usage.outputTokens() > 0) {
            job.log().add(new AgentEvent.UsageCounted(job.turn(), usage.inputTokens(), usage.outputTokens()), now());
        } else {
            job.log().flush(now());
        }
        Optional<String> stop = guard.afterReply(usage);
        CallObserver observer = new CallObserver(job.log(), job.turn(), guard, clock);
        for (ToolCall call : observer.named(reply.calls())) {
            stop = stop.isPresent() ? stop : guard.beforeCall(call);
            if (stop.isPresent()) {
                return stop;
            }
            stop = guard.afterCall(call, run(call, guard, job, observer));
        }
        return stop;
    }

    private ToolResult run(ToolCall call, TurnGuard guard, Job job, CallObserver observer) throws InterruptedException {
        if (!guard.hasProposedTooOften(call)) {
            return gate.call(call, job.context(), observer);
        }
        ToolResult enough = ToolResult.failure(
                "enough",
                guard.proposalRounds() + " proposals in a row failed their checks, so this one was not made.",
                "Tell the person what you wanted to do and what was wrong with it. Do not propose again.");
        observer.started(call, "Not proposing once more");
        observer.finished(call, enough);
        return enough;
    }

    private Instant now() {
        return clock.instant();
    }
}
