package org.agntos.core.model.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.Usage;

/// A chat model that is a grammar: it reads the last request, calls tools, and says what came of them. It needs no
/// network and no other program. It keeps nothing between calls, so a conversation can be taken up anywhere.
public final class BuiltInPlanner implements ChatModel {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<RequestPlanner> planner;
    private final AnswerWriter answers = new AnswerWriter();

    /// @param planner asked for at the first request, so that starting a window does not wait for the catalogue
    public BuiltInPlanner(Supplier<RequestPlanner> planner) {
        this.planner = planner;
    }

    @Override
    public String displayName() {
        return "Built-in planner";
    }

    @Override
    public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
        List<Message> messages = prompt.messages();
        int last = lastRequest(messages, messages.size());
        if (last < 0) {
            return new Reply.Failed("There is no request to answer.", "Type what you want.");
        }
        Plan plan = planner.get().plan(request(messages, last), request(messages, lastRequest(messages, last)));
        List<ToolOutcome> outcomes = outcomes(messages.subList(last + 1, messages.size()));
        List<Plan.Step> next = NextSteps.after(plan, outcomes);
        if (!next.isEmpty()) {
            return new Reply.Complete("", calls(next, last, outcomes.size()), Usage.NONE);
        }
        String text = answers.write(plan, outcomes);
        stream(text, listener);
        return new Reply.Complete(text, List.of(), Usage.NONE);
    }

    private static int lastRequest(List<Message> messages, int before) {
        for (int i = before - 1; i >= 0; i--) {
            if (messages.get(i) instanceof Message.FromUser) {
                return i;
            }
        }
        return -1;
    }

    private static String request(List<Message> messages, int at) {
        return at >= 0 && messages.get(at) instanceof Message.FromUser(String text) ? text : "";
    }

    private static List<ToolCall> calls(List<Plan.Step> steps, int request, int done) {
        List<ToolCall> calls = new ArrayList<>();
        for (Plan.Step step : steps) {
            String id = "c" + request + "-" + (done + calls.size() + 1);
            calls.add(new ToolCall(id, step.tool(), step.arguments()));
        }
        return calls;
    }

    private static List<ToolOutcome> outcomes(List<Message> messages) {
        List<ToolCall> calls = new ArrayList<>();
        List<ToolOutcome> outcomes = new ArrayList<>();
        for (Message message : messages) {
            switch (message) {
                case Message.FromAssistant(String _, List<ToolCall> made) -> calls.addAll(made);
                case Message.FromTool(String id, String tool, boolean isSuccess, String output) ->
                    calls.stream()
                            .filter(call -> call.id().equals(id))
                            .findFirst()
                            .ifPresent(call ->
                                    outcomes.add(new ToolOutcome(tool, call.arguments(), isSuccess, json(output))));
                case Message.FromUser _ -> {
                    // The list begins after the last request.
                }
            }
        }
        return outcomes;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /// Word by word, as other models do, so that long answers begin to show at once.
    private static void stream(String text, ReplyListener listener) throws InterruptedException {
        int start = 0;
        while (start < text.length()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled");
            }
            int end = text.indexOf(' ', start + 12);
            end = end < 0 ? text.length() : end + 1;
            listener.text(text.substring(start, end));
            start = end;
        }
    }
}
