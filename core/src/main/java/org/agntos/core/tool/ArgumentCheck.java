package org.agntos.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// Checks arguments against the part of JSON Schema that our tools use: type, properties, required,
/// additionalProperties, items, enum, maxLength, maxItems, minimum, maximum.
final class ArgumentCheck {
    private ArgumentCheck() {}

    /// The first thing wrong, empty if the arguments fit.
    static Optional<String> firstProblem(ObjectNode schema, ObjectNode arguments) {
        return check("arguments", schema, arguments);
    }

    private static Optional<String> check(String where, JsonNode schema, JsonNode value) {
        String type = schema.path("type").asText("");
        Optional<String> problem = switch (type) {
            case "object" -> checkObject(where, schema, value);
            case "array" -> checkArray(where, schema, value);
            case "string" -> checkText(where, schema, value);
            case "integer" -> checkInteger(where, schema, value);
            case "boolean" -> expect(value.isBoolean(), where, "true or false", value);
            case "" -> Optional.empty();
            default -> throw new IllegalStateException("a tool's schema uses the type " + type);
        };
        return problem.or(() -> checkChoice(where, schema, value));
    }

    private static Optional<String> checkObject(String where, JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            return expect(false, where, "an object", value);
        }
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                return Optional.of(where + ": '" + name.asText() + "' is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode fieldSchema = schema.path("properties").path(field.getKey());
            if (fieldSchema.isMissingNode()) {
                if (!schema.path("additionalProperties").asBoolean(true)) {
                    return Optional.of(where + ": '" + field.getKey() + "' is not known here");
                }
                continue;
            }
            Optional<String> problem = check(where + "." + field.getKey(), fieldSchema, field.getValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> checkArray(String where, JsonNode schema, JsonNode value) {
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (!value.isArray() || value.size() > most) {
            return expect(false, where, "a list of at most " + most + " items", value);
        }
        for (int i = 0; i < value.size(); i++) {
            Optional<String> problem = check(where + "[" + i + "]", schema.path("items"), value.get(i));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> checkText(String where, JsonNode schema, JsonNode value) {
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return expect(
                value.isTextual() && value.asText().length() <= most,
                where,
                most == Integer.MAX_VALUE ? "text" : "text of at most " + most + " characters",
                value);
    }

    private static Optional<String> checkInteger(String where, JsonNode schema, JsonNode value) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return expect(
                value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most,
                where,
                "a whole number from " + least + " to " + most,
                value);
    }

    private static Optional<String> checkChoice(String where, JsonNode schema, JsonNode value) {
        JsonNode choices = schema.path("enum");
        if (choices.isMissingNode()) {
            return Optional.empty();
        }
        for (JsonNode choice : choices) {
            if (choice.equals(value)) {
                return Optional.empty();
            }
        }
        return expect(false, where, "one of " + choices, value);
    }

    private static Optional<String> expect(boolean fits, String where, String expectation, JsonNode value) {
        if (fits) {
            return Optional.empty();
        }
        String text = value.toString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return Optional.of(where + ": " + shown + " (expected: " + expectation + ")");
    }
}
