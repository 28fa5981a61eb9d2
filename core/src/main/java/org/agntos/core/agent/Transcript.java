package org.agntos.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.ToolCall;

/// What events mean to a model: the messages it is shown.
final class Transcript {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Transcript() {}

    /// Rebuilds the messages from the events, oldest first.
    static List<Message> messages(List<AgentEvent> events) {
        List<Message> messages = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        List<Message> results = new ArrayList<>();
        Map<String, String> tools = new HashMap<>();
        for (AgentEvent event : events) {
            if (endsReply(event, !results.isEmpty())) {
                flush(messages, text, calls, results);
            }
            switch (event) {
                case AgentEvent.TurnStarted started -> messages.add(new Message.FromUser(started.request()));
                case AgentEvent.AnswerDelta delta -> text.append(delta.text());
                case AgentEvent.ToolStarted started -> {
                    calls.add(new ToolCall(started.callId(), started.tool(), arguments(started.arguments())));
                    tools.put(started.callId(), started.tool());
                }
                case AgentEvent.ToolFinished finished ->
                    results.add(new Message.FromTool(
                            finished.callId(),
                            tools.getOrDefault(finished.callId(), ""),
                            finished.isSuccess(),
                            finished.output()));
                case AgentEvent.Steered steered -> messages.add(new Message.FromUser(steered.words()));
                case AgentEvent.ThinkingDelta _, AgentEvent.Notice _, AgentEvent.UsageCounted _ -> {
                    // For the person alone.
                }
                case AgentEvent.ApprovalAsked _,
                        AgentEvent.ApprovalDecided _,
                        AgentEvent.ProposalReady _,
                        AgentEvent.UndoSuggested _,
                        AgentEvent.TurnFinished _ -> {
                    // Models learn of these by the tools' results.
                }
            }
        }
        flush(messages, text, calls, results);
        return messages;
    }

    /// Whether what was said and called before this event is a whole reply.
    private static boolean endsReply(AgentEvent event, boolean hasResults) {
        return switch (event) {
            case AgentEvent.TurnStarted _, AgentEvent.TurnFinished _, AgentEvent.Steered _ -> true;
            case AgentEvent.AnswerDelta _, AgentEvent.ThinkingDelta _, AgentEvent.UsageCounted _ -> hasResults;
            case AgentEvent.ToolStarted _,
                    AgentEvent.ToolFinished _,
                    AgentEvent.Notice _,
                    AgentEvent.ApprovalAsked _,
                    AgentEvent.ApprovalDecided _,
                    AgentEvent.ProposalReady _,
                    AgentEvent.UndoSuggested _ -> false;
        };
    }

    private static void flush(List<Message> messages, StringBuilder text, List<ToolCall> calls, List<Message> results) {
        if (!text.isEmpty() || !calls.isEmpty()) {
            messages.add(new Message.FromAssistant(text.toString(), calls));
            messages.addAll(results);
            calls.stream().filter(call -> !isAnswered(call, results)).forEach(call -> messages.add(noAnswer(call)));
        }
        text.setLength(0);
        calls.clear();
        results.clear();
    }

    private static boolean isAnswered(ToolCall call, List<Message> results) {
        return results.stream()
                .anyMatch(result ->
                        result instanceof Message.FromTool tool && tool.callId().equals(call.id()));
    }

    /// Servers refuse a conversation in which a call has no answer, such as one of a program that was killed.
    private static Message noAnswer(ToolCall call) {
        return new Message.FromTool(
                call.id(), call.tool(), false, "{\"error\":{\"code\":\"lost\",\"message\":\"This was interrupted.\"}}");
    }

    private static ObjectNode arguments(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node instanceof ObjectNode object ? object : MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }
}
