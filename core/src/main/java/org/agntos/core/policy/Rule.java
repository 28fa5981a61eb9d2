package org.agntos.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/// One rule: it matches a tool, and if it has a condition, the arguments too.
///
/// @param tool the tool's name
/// @param condition what the arguments must hold
record Rule(String tool, Optional<Condition> condition, Verdict verdict, String reason, String next) {

    boolean matches(String calledTool, ObjectNode arguments) {
        return tool.equals(calledTool)
                && (condition.isEmpty() || condition.get().holds(arguments));
    }

    /// What must hold of a change or of an argument.
    sealed interface Condition {
        boolean holds(ObjectNode arguments);

        /// The argument's text matches.
        record Argument(String name, Pattern pattern) implements Condition {
            @Override
            public boolean holds(ObjectNode arguments) {
                return pattern.matcher(arguments.path(name).asText("")).matches();
            }
        }

        /// The change sets an option of this path to such a value, by name or in a raw module.
        record Option(Pattern path, Pattern value) implements Condition {
            @Override
            public boolean holds(ObjectNode arguments) {
                for (JsonNode option : arguments.path("options")) {
                    if (path.matcher(option.path("path").asText()).matches() && valueMatches(option.path("value"))) {
                        return true;
                    }
                }
                for (JsonNode module : arguments.path("modules")) {
                    if (ModuleText.assigns(module.path("content").asText(), path, value)) {
                        return true;
                    }
                }
                return false;
            }

            private boolean valueMatches(JsonNode node) {
                String text = node.isObject() && node.has("$nix")
                        ? node.path("$nix").asText()
                        : node.isValueNode() ? node.asText() : node.toString();
                return value.matcher(text.strip()).matches();
            }
        }
    }
}
