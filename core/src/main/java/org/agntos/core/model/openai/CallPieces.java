package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agntos.core.model.ChatModel.ToolCall;
import org.jspecify.annotations.Nullable;

/// Puts the pieces of tool calls in order: gives each call a place and an id of its own where servers leave them out or
/// use them twice, says a name once though it is repeated with every piece, and turns arguments that are an object into
/// the text that the protocol wants.
final class CallPieces {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final class Call {
        private final int sentIndex;
        private final String sentId;
        private final StringBuilder arguments = new StringBuilder();
        private String name = "";

        Call(int sentIndex, String sentId) {
            this.sentIndex = sentIndex;
            this.sentId = sentId;
        }
    }

    private final List<Call> calls = new ArrayList<>();

    /// Takes in what a server said of a call.
    void add(JsonNode piece) {
        int sentIndex = piece.path("index").isInt() ? piece.path("index").asInt() : -1;
        String sentId = piece.path("id").isTextual() ? piece.path("id").asText() : "";
        String name = piece.path("function").path("name").asText("").strip();
        String arguments = arguments(piece.path("function").path("arguments"));
        if (name.isEmpty() && arguments.isEmpty() && sentId.isEmpty()) {
            return;
        }
        Call call = find(sentIndex, sentId, name);
        if (call == null) {
            call = new Call(sentIndex, sentId);
            calls.add(call);
        }
        if (call.name.isEmpty()) {
            call.name = name.replaceFirst("^functions\\.", "");
        }
        call.arguments.append(arguments);
    }

    /// The calls, as far as their pieces have come. A name that is missing is empty.
    List<ToolCall> calls() {
        List<ToolCall> made = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Call call : calls) {
            String own = "call-" + (made.size() + 1);
            String id = call.sentId.isEmpty() || !ids.add(call.sentId) ? own : call.sentId;
            made.add(new ToolCall(id, call.name, Arguments.read(call.arguments.toString())));
        }
        return made;
    }

    int length() {
        return calls.stream().mapToInt(call -> call.arguments.length()).sum();
    }

    /// The call that a piece goes on with; null if it begins another.
    private @Nullable Call find(int index, String id, String name) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean isSamePlace = index < 0 ? i == calls.size() - 1 : call.sentIndex == index;
            boolean isOtherId = !id.isEmpty() && !call.sentId.isEmpty() && !call.sentId.equals(id);
            boolean hasNoMark = index < 0 && id.isEmpty();
            boolean isNamedAnew =
                    !name.isEmpty() && !call.name.isEmpty() && (hasNoMark || isWhole(call.arguments.toString()));
            if (isSamePlace && !isOtherId && !isNamedAnew) {
                return call;
            }
        }
        return null;
    }

    private static boolean isWhole(String arguments) {
        if (arguments.isBlank()) {
            return false;
        }
        try {
            return MAPPER.readTree(arguments).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String arguments(JsonNode node) {
        return node.isObject() || node.isArray()
                ? node.toString()
                : node.asText("").equals("null") ? "" : node.asText("");
    }
}
