package org.agntos.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.ToolCall;
import org.jspecify.annotations.Nullable;

/// What events mean: the messages a model is shown, and the turns that a killed program left open.
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
            boolean endsReply = !results.isEmpty()
                    && !(event instanceof AgentEvent.ToolFinished)
                    && !(event instanceof AgentEvent.ToolStarted);
            if (endsReply || event instanceof AgentEvent.TurnStarted || event instanceof AgentEvent.TurnFinished) {
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
                case AgentEvent.ProposalReady _, AgentEvent.UndoSuggested _, AgentEvent.TurnFinished _ -> {
                    // Models learn of these by the tools' results.
                }
            }
        }
        flush(messages, text, calls, results);
        return messages;
    }

    private static void flush(List<Message> messages, StringBuilder text, List<ToolCall> calls, List<Message> results) {
        if (!text.isEmpty() || !calls.isEmpty()) {
            messages.add(new Message.FromAssistant(text.toString(), calls));
            messages.addAll(results);
        }
        text.setLength(0);
        calls.clear();
        results.clear();
    }

    private static ObjectNode arguments(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node instanceof ObjectNode object ? object : MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    /// Reads stored events; a turn without an end gets one, because the program that ran it is gone.
    static List<AgentEvent> restore(List<String> stored) {
        List<AgentEvent> events = new ArrayList<>();
        AgentEvent.TurnStarted open = null;
        for (String json : stored) {
            AgentEvent event = AgentEventJson.read(json).orElse(null);
            if (event == null) {
                continue;
            }
            if (event instanceof AgentEvent.TurnStarted started) {
                close(open, events);
                open = started;
            } else if (event instanceof AgentEvent.TurnFinished) {
                open = null;
            }
            events.add(event);
        }
        close(open, events);
        return events;
    }

    private static void close(AgentEvent.@Nullable TurnStarted open, List<AgentEvent> events) {
        if (open == null) {
            return;
        }
        Instant at = open.at();
        events.add(new AgentEvent.TurnFinished(
                open.turn(),
                new AgentEvent.End.Failed(
                        "The program ended during this answer. What was said until then was kept.",
                        "Ask again to get the whole answer."),
                at));
    }
}
