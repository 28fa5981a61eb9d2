package org.agntos.core.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A call as people write it, in examples of rules and for `agntctl policy test`: the tool, and what it is about, such
/// as `run_bash git push`, `propose networking.firewall.enable = false`, `write_file ~/notes.txt` or
/// `memory {"action": "add"}`.
///
/// @param tool its name
/// @param arguments as the tool takes them
public record CallText(String tool, ObjectNode arguments) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// @throws IllegalArgumentException if what follows the tool cannot be read; the message is a sentence
    public static CallText parse(String line) {
        String text = line.strip();
        int space = text.indexOf(' ');
        String tool = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space).strip();
        ObjectNode arguments = MAPPER.createObjectNode();
        if (rest.startsWith("{")) {
            return new CallText(tool, object(rest));
        }
        if (!rest.isEmpty()) {
            switch (tool) {
                case "run_bash" -> arguments.put("command", rest);
                case "read_file", "write_file", "edit_file" -> arguments.put("path", rest);
                case "propose" -> proposed(rest, arguments);
                default ->
                    throw new IllegalArgumentException(
                            "What follows '" + tool + "' must be JSON, such as {\"action\": \"list\"}.");
            }
        }
        return new CallText(tool, arguments);
    }

    private static void proposed(String text, ObjectNode arguments) {
        int equals = text.indexOf('=');
        if (equals < 0 && !text.contains(".")) {
            arguments.putArray("packages").add(text);
            return;
        }
        String value = equals < 0 ? "null" : text.substring(equals + 1).strip();
        arguments
                .putArray("options")
                .addObject()
                .put("path", (equals < 0 ? text : text.substring(0, equals)).strip())
                .set("value", value(value));
    }

    /// JSON where it is JSON, else Nix.
    private static JsonNode value(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode().put("$nix", text);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These arguments are no JSON: " + json, e);
        }
    }
}
