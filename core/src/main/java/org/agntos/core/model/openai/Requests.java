package org.agntos.core.model.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.ServerKind;

/// Puts a prompt into the client library's words.
final class Requests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOT_RUN = "{\"error\":\"This call was not run.\"}";

    private Requests() {}

    /// With tools of the protocol.
    static ChatRequest withTools(ModelProfile.Remote profile, Prompt prompt) {
        return request(profile, messages(prompt), prompt.tools());
    }

    /// For a model that has none: the tools are described in the system message and called in the text.
    static ChatRequest inPlainText(ModelProfile.Remote profile, Prompt prompt) {
        return request(profile, messages(TextTools.rewritten(prompt)), List.of());
    }

    private static ChatRequest request(ModelProfile.Remote profile, List<ChatMessage> messages, List<ToolSpec> tools) {
        ModelProfile.Tuning tuning = profile.tuning();
        OpenAiChatRequestParameters.Builder parameters =
                OpenAiChatRequestParameters.builder().modelName(profile.model()).temperature(tuning.temperature());
        if (tuning.maxTokens() > 0 && profile.kind() == ServerKind.OPENAI) {
            parameters.maxCompletionTokens(tuning.maxTokens()); // its newer models refuse max_tokens
        } else if (tuning.maxTokens() > 0) {
            parameters.maxOutputTokens(tuning.maxTokens());
        }
        if (!tuning.reasoning().isEmpty()) {
            parameters.reasoningEffort(tuning.reasoning());
        }
        if (!tools.isEmpty()) {
            parameters.customParameters(tools(tools));
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(parameters.build())
                .build();
    }

    /// The schemas as they are; the library's own form of them knows less.
    private static Map<String, Object> tools(List<ToolSpec> tools) {
        List<Object> list = new ArrayList<>();
        for (ToolSpec tool : tools) {
            Map<String, Object> function = new LinkedHashMap<>();
            function.put("name", tool.name());
            function.put("description", tool.description());
            function.put("parameters", MAPPER.convertValue(tool.schema(), Map.class));
            list.add(Map.of("type", "function", "function", function));
        }
        return Map.of("tools", list, "tool_choice", "auto");
    }

    private static List<ChatMessage> messages(Prompt prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!prompt.system().isBlank()) {
            messages.add(SystemMessage.from(prompt.system()));
        }
        Map<String, String> open = new LinkedHashMap<>();
        for (Message message : prompt.messages()) {
            switch (message) {
                case Message.FromUser(String text) -> {
                    answerOpen(open, messages);
                    messages.add(UserMessage.from(text.isBlank() ? "(nothing)" : text));
                }
                case Message.FromAssistant(String text, List<ToolCall> calls) -> {
                    answerOpen(open, messages);
                    calls.forEach(call -> open.put(call.id(), call.tool()));
                    messages.add(assistant(text, calls));
                }
                case Message.FromTool(String id, String tool, boolean _, String output) -> {
                    if (open.remove(id) != null) {
                        messages.add(ToolExecutionResultMessage.from(id, tool, output.isBlank() ? "{}" : output));
                    }
                }
            }
        }
        answerOpen(open, messages);
        return messages;
    }

    /// A call without a result, such as one that a cancelled turn left, would be refused by most servers.
    private static void answerOpen(Map<String, String> open, List<ChatMessage> messages) {
        open.forEach((id, tool) -> messages.add(ToolExecutionResultMessage.from(id, tool, NOT_RUN)));
        open.clear();
    }

    private static ChatMessage assistant(String text, List<ToolCall> calls) {
        AiMessage.Builder message = AiMessage.builder();
        if (!text.isEmpty() || calls.isEmpty()) {
            message.text(text.isEmpty() ? "(nothing)" : text);
        }
        return message.toolExecutionRequests(calls.stream()
                        .map(call -> ToolExecutionRequest.builder()
                                .id(call.id())
                                .name(call.tool())
                                .arguments(call.arguments().toString())
                                .build())
                        .toList())
                .build();
    }
}
