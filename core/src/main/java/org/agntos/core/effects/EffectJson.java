package org.agntos.core.effects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.helper.protocol.Sha256;

/// Effects as JSON, as the ledger keeps them and `agntctl effects --json` prints them.
public final class EffectJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EffectJson() {}

    public static ObjectNode write(Effect effect) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("id", effect.id())
                .put("at", effect.at().toString())
                .put("session", effect.session())
                .put("kind", effect.kind().word())
                .put("summary", effect.summary())
                .put("reversibility", effect.reversibility().word())
                .put("compensation", effect.compensation());
        ArrayNode touched = node.putArray("touched");
        for (Effect.Touched file : effect.touched()) {
            touched.addObject()
                    .put("path", file.path().toString())
                    .put("before", file.before().map(Sha256::hex).orElse(null))
                    .put("after", file.after().map(Sha256::hex).orElse(null))
                    .put("mode", file.mode());
        }
        effect.undone().ifPresent(at -> node.put("undone", at.toString()));
        return node;
    }

    /// Empty for a broken line, as a power cut may leave one.
    static Optional<Effect> read(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            return Optional.of(new Effect(
                    node.path("id").asText(),
                    Instant.parse(node.path("at").asText()),
                    node.path("session").asText(),
                    Effect.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                    node.path("summary").asText(),
                    touched(node.path("touched")),
                    Effect.Reversibility.valueOf(
                            node.path("reversibility").asText().toUpperCase(Locale.ROOT)),
                    node.path("compensation").asText(),
                    node.has("undone")
                            ? Optional.of(Instant.parse(node.path("undone").asText()))
                            : Optional.empty()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Effect.Touched> touched(JsonNode array) {
        List<Effect.Touched> touched = new ArrayList<>();
        for (JsonNode node : array) {
            touched.add(new Effect.Touched(
                    Path.of(node.path("path").asText()),
                    hash(node.path("before")),
                    hash(node.path("after")),
                    node.path("mode").asText()));
        }
        return touched;
    }

    private static Optional<Sha256> hash(JsonNode node) {
        return node.isTextual() ? Optional.of(new Sha256(node.asText())) : Optional.empty();
    }
}
