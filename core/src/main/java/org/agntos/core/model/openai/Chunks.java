package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Brings the dialects of the protocol to one form, piece by piece: whole messages where pieces were asked for, text in
/// parts, thinking under several names or between tags, counts of tokens in other places, and the calls of
/// [CallPieces].
/// For one answer.
final class Chunks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> KNOWN_ENDS =
            Set.of("stop", "length", "tool_calls", "function_call", "content_filter");

    private final StatusFaults faults;
    private final CallPieces calls = new CallPieces();
    private final ThinkTags tags = new ThinkTags();
    private boolean isFinished;
    private String finish = "";

    Chunks(StatusFaults faults) {
        this.faults = faults;
    }

    /// Whether the server said that the answer is whole.
    boolean isFinished() {
        return isFinished;
    }

    /// Why it ended, as the protocol spells it; empty while it has not.
    String finish() {
        return finish;
    }

    /// The calls so far; they are not given on piece by piece, because some servers send those of several calls mixed.
    CallPieces calls() {
        return calls;
    }

    /// The pieces in one event's data, in the protocol's own form.
    List<String> read(String data) throws EndpointFailed {
        if (data.strip().equals("[DONE]")) {
            isFinished = true;
            return List.of();
        }
        List<String> pieces = new ArrayList<>();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(data)) {
            while (values.hasNextValue()) {
                if (!(values.nextValue() instanceof ObjectNode chunk)) {
                    throw new EndpointFailed(ConnectionFaults.malformed(faults.host(), "a piece is no object"));
                }
                pieces.add(normal(chunk).toString());
            }
        } catch (JsonProcessingException e) {
            throw new EndpointFailed(ConnectionFaults.malformed(faults.host(), "a piece is no JSON"));
        } catch (IOException e) {
            throw new IllegalStateException("reading a text does no input", e);
        }
        return pieces;
    }

    private ObjectNode normal(ObjectNode chunk) throws EndpointFailed {
        JsonNode error = chunk.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            int status = error.path("code").asInt(500);
            throw new EndpointFailed(faults.of(status < 400 ? 500 : status, chunk.toString(), null));
        }
        ObjectNode normal = MAPPER.createObjectNode();
        copyText(chunk, normal, "id");
        copyText(chunk, normal, "model");
        countTokens(chunk, normal);
        ArrayNode choices = normal.putArray("choices");
        JsonNode choice = chunk.path("choices").path(0);
        if (choice.isObject()) {
            ObjectNode one = choices.addObject().put("index", 0);
            JsonNode said = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
            delta(said, one.putObject("delta"));
            end(choice, one);
        }
        return normal;
    }

    private static void copyText(ObjectNode from, ObjectNode to, String key) {
        if (from.path(key).isTextual()) {
            to.set(key, from.get(key));
        }
    }

    /// As `usage`, or as llama.cpp's `timings`.
    private static void countTokens(ObjectNode chunk, ObjectNode normal) {
        JsonNode usage = chunk.path("usage");
        JsonNode timings = chunk.path("timings");
        long input = usage.path("prompt_tokens").asLong(timings.path("prompt_n").asLong(-1));
        long output = usage.path("completion_tokens")
                .asLong(timings.path("predicted_n").asLong(-1));
        if (input >= 0 && output >= 0 && input < Integer.MAX_VALUE && output < Integer.MAX_VALUE) {
            normal.putObject("usage")
                    .put("prompt_tokens", input)
                    .put("completion_tokens", output)
                    .put("total_tokens", input + output);
        }
    }

    private void delta(JsonNode said, ObjectNode delta) {
        StringBuilder thinking = new StringBuilder();
        for (String key : List.of("reasoning_content", "reasoning", "thinking")) {
            if (thinking.isEmpty() && said.path(key).isTextual()) {
                thinking.append(said.get(key).asText());
            }
        }
        String text = tags.split(text(said.path("content")), thinking);
        if (!text.isEmpty()) {
            delta.put("content", text);
        }
        if (!thinking.isEmpty()) {
            delta.put("reasoning_content", thinking.toString());
        }
        JsonNode made = said.path("tool_calls");
        JsonNode single = said.path("function_call");
        if (made.isArray() && !made.isEmpty()) {
            made.forEach(calls::add);
        } else if (single.isObject()) {
            ObjectNode call = MAPPER.createObjectNode().put("index", 0);
            call.set("function", single);
            calls.add(call);
        }
        String refusal = said.path("refusal").asText("");
        if (!refusal.isEmpty() && text.isEmpty()) {
            delta.put("content", refusal);
        }
    }

    /// A text, or a list of parts that have one.
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        if (content.isArray()) {
            content.forEach(part -> text.append(
                    part.isTextual() ? part.asText() : part.path("text").asText("")));
        }
        return text.toString();
    }

    private void end(JsonNode choice, ObjectNode normal) {
        String reason = choice.path("finish_reason").isTextual()
                ? choice.path("finish_reason").asText()
                : "";
        if (!reason.isEmpty()) {
            isFinished = true;
            finish = KNOWN_ENDS.contains(reason) ? reason : "stop";
            normal.put("finish_reason", finish);
            String rest = tags.rest();
            if (!rest.isEmpty()) {
                ObjectNode delta = (ObjectNode) normal.get("delta");
                delta.put("content", delta.path("content").asText("") + rest);
            }
        }
    }
}
