package org.agntos.core.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.model.ChatModel.ToolCall;

/// Stops a turn that runs in circles. For one turn and one thread.
final class TurnGuard {
    static final int MAX_STEPS = 48;
    static final int MAX_SAME_CALL = 3;
    static final int MAX_ERRORS_IN_A_ROW = 5;

    private final Map<String, Integer> calls = new HashMap<>();
    private int steps;
    private int errors;

    /// Counts a call that is about to run; a text says why it must not.
    Optional<String> beforeCall(ToolCall call) {
        steps++;
        if (steps > MAX_STEPS) {
            return Optional.of("The answer took more than " + MAX_STEPS + " steps, so it was stopped.");
        }
        int same = calls.merge(call.tool() + " " + call.arguments(), 1, Integer::sum);
        return same > MAX_SAME_CALL
                ? Optional.of("The tool " + call.tool() + " was called " + MAX_SAME_CALL
                        + " times with the same arguments, so the answer was stopped.")
                : Optional.empty();
    }

    /// Counts how a call ended; a text says why the turn must not go on.
    Optional<String> afterCall(boolean isSuccess) {
        errors = isSuccess ? 0 : errors + 1;
        return errors >= MAX_ERRORS_IN_A_ROW
                ? Optional.of(MAX_ERRORS_IN_A_ROW + " tool calls in a row failed, so the answer was stopped.")
                : Optional.empty();
    }
}
