package org.agntos.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.files.BoundedRead;
import org.agntos.helper.protocol.AuditChain;
import org.jspecify.annotations.Nullable;

/// Reads one line of the record, ours or of AgntOS 1.x. Pure; any thread.
final class AuditLineReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AuditLineReader() {}

    /// Empty if the line is no entry.
    static Optional<AuditEntry> read(byte[] line, int number) {
        return object(line)
                .filter(object -> !object.path("id").asText("").isEmpty())
                .map(object -> entry(object, number, AuditChain.isChained(line)));
    }

    /// The line as a JSON object; empty if it is none.
    static Optional<JsonNode> object(byte[] line) {
        Optional<String> text = BoundedRead.utf8(line);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readTree(text.get())).filter(JsonNode::isObject);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// Cheap test before a line is parsed: whether these bytes are in it.
    static boolean contains(byte[] line, String ascii) {
        return contains(line, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    static boolean contains(byte[] line, byte[] wanted) {
        for (int i = 0; i + wanted.length <= line.length; i++) {
            int same = 0;
            while (same < wanted.length && line[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static AuditEntry entry(JsonNode object, int number, boolean isChained) {
        JsonNode action = object.path("action");
        JsonNode result = object.path("result");
        JsonNode generation = object.path("generation");
        String proposal = object.path("proposal_id").asText("");
        return new AuditEntry(
                number,
                object.path("id").asText(),
                timestamp(object.path("timestamp").asText("")),
                action.isTextual() ? action.asText() : action.path("type").asText(""),
                object.path("actor").asText("user"),
                object.path("user").asText(""),
                object.path("summary").asText(""),
                result.isTextual() ? result.asText() : result.path("status").asText(""),
                resultText(result),
                optional(object.path("prompt")),
                optional(object.path("rationale")),
                texts(object.path("files_written")),
                texts(object.path("files_deleted")),
                changes(object.path("changes")),
                proposal.isEmpty() ? action.path("proposal_id").asText("") : proposal,
                generation.path("before").asInt(0),
                generation.path("after").asInt(0),
                object.path("duration_ms").asLong(0),
                isChained,
                object);
    }

    private static String resultText(JsonNode result) {
        for (String field : List.of("error", "message", "reason")) {
            String text = result.path(field).asText("");
            if (!text.isEmpty() && !result.path(field).isNull()) {
                return text;
            }
        }
        return "";
    }

    private static Instant timestamp(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable String optional(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText("")));
        return texts;
    }

    private static List<AuditEntry.ContentChange> changes(JsonNode list) {
        List<AuditEntry.ContentChange> changes = new ArrayList<>();
        list.forEach(change -> changes.add(new AuditEntry.ContentChange(
                change.path("path").asText(""), optional(change.path("before")), optional(change.path("after")))));
        return changes;
    }
}
