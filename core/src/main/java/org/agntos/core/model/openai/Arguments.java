package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Reads the arguments of a call. What is no object is passed on under a name that no tool has, so that the tool's
/// check refuses it and the model is told.
final class Arguments {
    static final String UNREADABLE = "unreadable_arguments";
    private static final int QUOTED = 500;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Arguments() {}

    static ObjectNode read(String text) {
        if (text.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isTextual()) {
                node = MAPPER.readTree(node.asText()); // packed twice
            }
            return node instanceof ObjectNode object ? object : unreadable(text);
        } catch (JsonProcessingException e) {
            return unreadable(text);
        }
    }

    static ObjectNode unreadable(String text) {
        return MAPPER.createObjectNode()
                .put(UNREADABLE, text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…");
    }
}
