package org.agntos.core.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Usage;
import org.agntos.core.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/// Stops a turn that runs in circles. For one turn and one thread.
final class TurnGuard {
    private final TurnLimits limits;
    private final InstantSource clock;
    private final Map<String, Integer> calls = new HashMap<>();
    private int steps;
    private int errors;
    private int denials;
    private int failedProposals;
    private long tokens;
    private Instant start;
    private @Nullable Instant pausedAt;

    TurnGuard(TurnLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.start = clock.instant();
    }

    /// Counts a call that is about to run; a text says why it must not.
    Optional<String> beforeCall(ToolCall call) {
        steps++;
        if (steps > limits.steps()) {
            return Optional.of("The answer took more than " + limits.steps() + " steps, so it was stopped.");
        }
        int same = calls.merge(call.tool() + " " + call.arguments(), 1, Integer::sum);
        return same > limits.sameCall()
                ? Optional.of("The tool " + call.tool() + " was called " + limits.sameCall()
                        + " times with the same arguments, so the answer was stopped.")
                : overTime();
    }

    /// Whether a further proposal would be one round too many.
    boolean hasProposedTooOften(ToolCall call) {
        return call.tool().equals("propose") && failedProposals >= limits.proposalRounds();
    }

    int proposalRounds() {
        return limits.proposalRounds();
    }

    /// Counts how a call ended; a text says why the turn must not go on.
    Optional<String> afterCall(ToolCall call, ToolResult result) {
        String code = result.output().path("error").path("code").asText();
        errors = result.isSuccess() ? 0 : errors + 1;
        denials = code.equals("denied") ? denials + 1 : 0;
        boolean isUnsound = call.tool().equals("propose")
                && (code.equals("rejected")
                        || !result.output().path("approvable").asBoolean(true));
        failedProposals = !call.tool().equals("propose") ? failedProposals : isUnsound ? failedProposals + 1 : 0;
        if (denials >= limits.denialsInARow()) {
            return Optional.of(denials + " calls in a row were denied, so the answer was stopped.");
        }
        return errors >= limits.errorsInARow()
                ? Optional.of(errors + " tool calls in a row failed, so the answer was stopped.")
                : Optional.empty();
    }

    /// Counts what an answer cost; a text says why the turn must not go on.
    Optional<String> afterReply(Usage usage) {
        tokens += usage.isKnown() ? usage.inputTokens() + usage.outputTokens() : 0;
        return tokens > limits.tokens()
                ? Optional.of("The answer took more than " + limits.tokens() + " tokens, so it was stopped.")
                : Optional.empty();
    }

    /// A person decides: their time does not count.
    void pause() {
        pausedAt = clock.instant();
    }

    void resume() {
        if (pausedAt != null) {
            start = start.plus(Duration.between(pausedAt, clock.instant()));
            pausedAt = null;
        }
    }

    /// How long the turn may still go on; zero or less when it is over.
    Duration timeLeft() {
        return limits.time().minus(Duration.between(start, clock.instant()));
    }

    Optional<String> overTime() {
        return timeLeft().isPositive()
                ? Optional.empty()
                : Optional.of("The answer took more than " + limits.time().toSeconds() + " s, so it was stopped.");
    }
}
