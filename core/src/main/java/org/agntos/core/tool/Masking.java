package org.agntos.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.agntos.core.model.Secrets;

/// Takes what looks like a secret out of a tool's answer, before a model, the log or the store can learn it.
final class Masking {
    private static final String OFFER = "Something that looks like a secret was taken out. Secrets do not belong into"
            + " the configuration: use an option that names a file, such as one that ends in File, with agenix or sops-nix.";

    private Masking() {}

    static ObjectNode of(ObjectNode output) {
        ObjectNode masked = output.deepCopy();
        if (mask(masked)) {
            masked.put("masked", OFFER);
        }
        return masked;
    }

    /// @return whether something was taken out
    private static boolean mask(JsonNode node) {
        boolean isMasked = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                isMasked |= field.getValue().isTextual()
                        ? replaceIfSecret(field.getValue().asText(), text -> object.put(field.getKey(), text))
                        : mask(field.getValue());
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                isMasked |= array.get(i).isTextual()
                        ? replaceIfSecret(array.get(i).asText(), text -> array.set(at, text))
                        : mask(array.get(i));
            }
        }
        return isMasked;
    }

    private static boolean replaceIfSecret(String text, java.util.function.Consumer<String> replace) {
        String masked = Secrets.redact(text);
        if (masked.equals(text)) {
            return false;
        }
        replace.accept(masked);
        return true;
    }
}
