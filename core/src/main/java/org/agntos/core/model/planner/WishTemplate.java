package org.agntos.core.model.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the slots of a recipe's texts. Immutable.
///
/// @param values by slot, such as `port` and `path.last`; `USER` is who asks
record WishTemplate(Map<String, String> values) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern SLOT = Pattern.compile("\\$(USER|[a-z]+(?:\\.[a-z0-9]+)?)");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z_][A-Za-z0-9_-]*)\"(?=\\.|$)");
    private static final Pattern PACKAGE = Pattern.compile("(?<=^|[\\[ ,])pkgs\\.([\\w.\"-]+)");

    WishTemplate {
        values = Map.copyOf(values);
    }

    /// Empty if a slot was not filled.
    Optional<String> text(String template) {
        return filled(template, false);
    }

    /// A path, with quotes only around names that need them. Empty if a slot was not filled.
    Optional<String> path(String template) {
        return filled(template, false)
                .map(text -> QUOTED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1))));
    }

    /// Empty if a slot was not filled.
    Optional<JsonNode> value(String template) {
        boolean isJson = !template.startsWith("pkgs.");
        return filled(template, isJson).map(WishTemplate::json);
    }

    private Optional<String> filled(String template, boolean isQuoted) {
        StringBuilder text = new StringBuilder();
        Matcher slot = SLOT.matcher(template);
        int last = 0;
        while (slot.find()) {
            String name = slot.group(1);
            String value = values.get(name);
            int end = slot.end();
            if (value == null && name.indexOf('.') > 0 && !hasColumns(name.substring(0, name.indexOf('.') + 1))) {
                value = values.get(name.substring(0, name.indexOf('.')));
                end = slot.start() + 1 + name.indexOf('.');
            }
            boolean isColumn = name.indexOf('.') > 0 && hasColumns(name.substring(0, name.indexOf('.') + 1));
            Optional<Prefix> prefix = value == null && !isColumn ? prefix(name) : Optional.empty();
            if (prefix.isPresent()) {
                value = prefix.get().value();
                end = slot.start() + 1 + prefix.get().length();
            }
            if (value == null) {
                return Optional.empty();
            }
            text.append(template, last, slot.start()).append(isQuoted ? escaped(value) : value);
            last = end;
        }
        return Optional.of(text.append(template.substring(last)).toString());
    }

    /// A size in percent has no `$size.mib`, and is no size where that is wanted.
    private boolean hasColumns(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    private record Prefix(String value, int length) {}

    /// `$daysd` is the slot `days` and a letter.
    private Optional<Prefix> prefix(String name) {
        for (int length = name.length() - 1; length > 2; length--) {
            String value = values.get(name.substring(0, length));
            if (value != null) {
                return Optional.of(new Prefix(value, length));
            }
        }
        return Optional.empty();
    }

    private static String escaped(String value) {
        String quoted = JsonNodeFactory.instance.textNode(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static JsonNode json(String text) {
        String plain = text.startsWith("pkgs.") || text.startsWith("[")
                ? commas(PACKAGE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                "{\"$nix\":\"pkgs." + found.group(1).replace("\"", "\\\"") + "\"}")))
                : text;
        try {
            return MAPPER.readTree(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recipe's value is no JSON: " + text, e);
        }
    }

    /// Between packages of a list a blank is enough.
    private static String commas(String json) {
        return json.replace("} {", "}, {");
    }
}
