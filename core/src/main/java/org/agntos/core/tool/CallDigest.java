package org.agntos.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.helper.protocol.Sha256;

/// Names a call by what it would do: tool and arguments, whatever their order and whatever its id.
final class CallDigest {
    private CallDigest() {}

    static Sha256 of(ToolCall call) {
        StringBuilder text = new StringBuilder(call.tool()).append('\n');
        write(call.arguments(), text);
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            text.append('{');
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.forEach((name, value) -> {
                text.append(Json.quoted(name)).append(':');
                write(value, text);
                text.append(',');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(item -> {
                write(item, text);
                text.append(',');
            });
            text.append(']');
        } else {
            text.append(node);
        }
    }
}
