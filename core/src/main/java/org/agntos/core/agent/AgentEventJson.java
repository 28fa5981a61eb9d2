package org.agntos.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.change.ProposalId;
import org.agntos.core.tool.Approvals;

/// Events as JSON, one object each: how sessions are stored and how `agntctl ask --json` prints them.
public final class AgentEventJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AgentEventJson() {}

    public static String write(AgentEvent event) {
        ObjectNode node = MAPPER.createObjectNode();
        switch (event) {
            case AgentEvent.TurnStarted(int turn, String request, Instant at) ->
                node.put("event", "turn_started")
                        .put("turn", turn)
                        .put("request", request)
                        .put("at", at.toString());
            case AgentEvent.AnswerDelta(int turn, String text) ->
                node.put("event", "answer").put("turn", turn).put("text", text);
            case AgentEvent.ThinkingDelta(int turn, String text) ->
                node.put("event", "thinking").put("turn", turn).put("text", text);
            case AgentEvent.Notice(int turn, String words) ->
                node.put("event", "notice").put("turn", turn).put("words", words);
            case AgentEvent.Steered(int turn, String words, Instant at) ->
                node.put("event", "steered")
                        .put("turn", turn)
                        .put("words", words)
                        .put("at", at.toString());
            case AgentEvent.ApprovalAsked asked ->
                node.put("event", "approval_asked")
                        .put("turn", asked.turn())
                        .put("call", asked.callId())
                        .put("approval", asked.approvalId())
                        .put("what", asked.what())
                        .put("why", asked.why())
                        .put("widest", word(asked.widest()));
            case AgentEvent.ApprovalDecided(int turn, String approvalId, Approvals.Decision decision) ->
                writeDecision(
                        node.put("event", "approval_decided").put("turn", turn).put("approval", approvalId), decision);
            case AgentEvent.UsageCounted(int turn, long inputTokens, long outputTokens) ->
                node.put("event", "usage")
                        .put("turn", turn)
                        .put("input_tokens", inputTokens)
                        .put("output_tokens", outputTokens);
            case AgentEvent.ToolStarted(int turn, String callId, String tool, String arguments, String label) ->
                node.put("event", "tool_started")
                        .put("turn", turn)
                        .put("call", callId)
                        .put("tool", tool)
                        .put("arguments", arguments)
                        .put("label", label);
            case AgentEvent.ToolFinished(int turn, String callId, boolean isSuccess, String output) ->
                node.put("event", "tool_finished")
                        .put("turn", turn)
                        .put("call", callId)
                        .put("success", isSuccess)
                        .put("output", output);
            case AgentEvent.ProposalReady(int turn, ProposalId proposal) ->
                node.put("event", "proposal").put("turn", turn).put("proposal", proposal.value());
            case AgentEvent.UndoSuggested(int turn, String entryId, String summary) ->
                node.put("event", "undo_suggested")
                        .put("turn", turn)
                        .put("entry", entryId)
                        .put("summary", summary);
            case AgentEvent.TurnFinished(int turn, AgentEvent.End end, Instant at) ->
                writeEnd(node.put("event", "turn_finished").put("turn", turn).put("at", at.toString()), end);
        }
        return node.toString();
    }

    private static void writeDecision(ObjectNode node, Approvals.Decision decision) {
        switch (decision) {
            case Approvals.Decision.Allowed(Approvals.Scope scope) -> node.put("allowed", word(scope));
            case Approvals.Decision.Denied(String reason) -> node.put("denied", reason);
        }
    }

    private static String word(Approvals.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static void writeEnd(ObjectNode node, AgentEvent.End end) {
        switch (end) {
            case AgentEvent.End.Answered() -> node.put("end", "answered");
            case AgentEvent.End.Cancelled() -> node.put("end", "cancelled");
            case AgentEvent.End.Failed(String message, String next) ->
                node.put("end", "failed").put("message", message).put("next", next);
        }
    }

    /// Reads an event back; empty for one of a newer version or a broken one.
    static Optional<AgentEvent> read(String json) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json)).flatMap(AgentEventJson::read);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<AgentEvent> read(JsonNode node) {
        int turn = node.path("turn").asInt();
        String call = node.path("call").asText();
        return switch (node.path("event").asText()) {
            case "turn_started" ->
                Optional.of(
                        new AgentEvent.TurnStarted(turn, node.path("request").asText(), time(node)));
            case "answer" ->
                Optional.of(new AgentEvent.AnswerDelta(turn, node.path("text").asText()));
            case "thinking" ->
                Optional.of(new AgentEvent.ThinkingDelta(turn, node.path("text").asText()));
            case "notice" ->
                Optional.of(new AgentEvent.Notice(turn, node.path("words").asText()));
            case "steered" ->
                Optional.of(new AgentEvent.Steered(turn, node.path("words").asText(), time(node)));
            case "approval_asked" ->
                Optional.of(new AgentEvent.ApprovalAsked(
                        turn,
                        call,
                        node.path("approval").asText(),
                        node.path("what").asText(),
                        node.path("why").asText(),
                        scope(node.path("widest"))));
            case "approval_decided" ->
                Optional.of(new AgentEvent.ApprovalDecided(
                        turn, node.path("approval").asText(), decision(node)));
            case "usage" ->
                Optional.of(new AgentEvent.UsageCounted(
                        turn,
                        node.path("input_tokens").asLong(),
                        node.path("output_tokens").asLong()));
            case "tool_started" ->
                Optional.of(new AgentEvent.ToolStarted(
                        turn,
                        call,
                        node.path("tool").asText(),
                        node.path("arguments").asText(),
                        node.path("label").asText()));
            case "tool_finished" ->
                Optional.of(new AgentEvent.ToolFinished(
                        turn,
                        call,
                        node.path("success").asBoolean(),
                        node.path("output").asText()));
            case "proposal" ->
                Optional.of(new AgentEvent.ProposalReady(
                        turn, new ProposalId(node.path("proposal").asText())));
            case "undo_suggested" ->
                Optional.of(new AgentEvent.UndoSuggested(
                        turn, node.path("entry").asText(), node.path("summary").asText()));
            case "turn_finished" -> Optional.of(new AgentEvent.TurnFinished(turn, readEnd(node), time(node)));
            default -> Optional.empty();
        };
    }

    /// Only what says yes is a yes.
    private static Approvals.Decision decision(JsonNode node) {
        return node.has("allowed")
                ? new Approvals.Decision.Allowed(scope(node.path("allowed")))
                : new Approvals.Decision.Denied(node.path("denied").asText());
    }

    private static Approvals.Scope scope(JsonNode node) {
        return switch (node.asText()) {
            case "always" -> Approvals.Scope.ALWAYS;
            case "session" -> Approvals.Scope.SESSION;
            default -> Approvals.Scope.ONCE;
        };
    }

    private static AgentEvent.End readEnd(JsonNode node) {
        return switch (node.path("end").asText()) {
            case "answered" -> new AgentEvent.End.Answered();
            case "cancelled" -> new AgentEvent.End.Cancelled();
            default ->
                new AgentEvent.End.Failed(
                        node.path("message").asText(), node.path("next").asText());
        };
    }

    private static Instant time(JsonNode node) {
        return Instant.parse(node.path("at").asText());
    }
}
