package org.agntos.core.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.agent.Conversation;
import org.agntos.core.tool.Approvals.Decision;
import org.agntos.core.tool.Approvals.Scope;

/// Puts a call of the assistant before the person at the terminal.
final class ApprovalPrompt {
    private ApprovalPrompt() {}

    /// @param ask shows a question and reads a line
    static void answer(
            AgentEvent.ApprovalAsked asked,
            Conversation conversation,
            Output out,
            Function<String, Optional<String>> ask) {
        out.line("");
        out.line("The assistant asks for your permission: " + asked.why());
        asked.what().lines().forEach(line -> out.line("  │ " + line));
        String typed = ask.apply(choices(asked.widest())).orElse("");
        Decision decision = decision(typed, asked.widest());
        conversation.decide(asked.approvalId(), decision);
        out.line(
                switch (decision) {
                    case Decision.Allowed(Scope scope) ->
                        switch (scope) {
                            case ONCE -> "Allowed this once.";
                            case SESSION -> "Allowed in this conversation, exactly this call.";
                            case ALWAYS -> "Allowed from now on, exactly this call. `agntctl policy show` lists it.";
                        };
                    case Decision.Denied _ -> "Not allowed.";
                });
    }

    private static String choices(Scope widest) {
        return switch (widest) {
            case ONCE -> "[y] yes, this once · anything else is no, and the reason: ";
            case SESSION -> "[y] yes, this once · [s] in this conversation · anything else is no, and the reason: ";
            case ALWAYS ->
                "[y] yes, this once · [s] in this conversation · [always] · anything else is no, and the reason: ";
        };
    }

    /// Only a clear yes is one. Words that are no answer are the reason of a no.
    static Decision decision(String typed, Scope widest) {
        String answer = typed.strip();
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "once" -> new Decision.Allowed(Scope.ONCE);
            case "s", "session" -> new Decision.Allowed(widest == Scope.ONCE ? Scope.ONCE : Scope.SESSION);
            case "always" -> new Decision.Allowed(widest);
            case "", "n", "no" -> new Decision.Denied("The person said no.");
            default -> new Decision.Denied("The person said no: " + answer);
        };
    }
}
