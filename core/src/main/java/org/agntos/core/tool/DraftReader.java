package org.agntos.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.change.Draft;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.TreePath;

/// Turns the arguments of `propose` into a draft. JSON stands for Nix values as one would expect;
/// `{"$nix": "pkgs.zsh"}` is a Nix expression and `{"$path": "/etc/hosts"}` a path.
final class DraftReader {
    private DraftReader() {}

    /// @throws IllegalArgumentException if a module's path does not name a managed file
    static Draft read(ObjectNode arguments) {
        Draft.Builder draft = Draft.builder();
        Json.texts(arguments.path("packages")).forEach(draft::install);
        Json.texts(arguments.path("remove_packages")).forEach(draft::remove);
        for (JsonNode option : arguments.path("options")) {
            draft.set(option.path("path").asText(), value(option.path("value")));
        }
        Json.texts(arguments.path("reset_options")).forEach(draft::reset);
        for (JsonNode module : arguments.path("modules")) {
            draft.module(
                    new TreePath(module.path("path").asText()),
                    module.path("content").asText());
        }
        return draft.build();
    }

    static NixValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> new NixValue.Bool(node.booleanValue());
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? new NixValue.Int(node.longValue())
                        : new NixValue.Decimal(node.decimalValue());
            case STRING -> new NixValue.Text(node.textValue());
            case ARRAY -> list(node);
            case OBJECT -> attributes(node);
            case NULL, MISSING, BINARY, POJO -> new NixValue.Null();
        };
    }

    private static NixValue list(JsonNode node) {
        List<NixValue> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        return new NixValue.ListOf(items);
    }

    private static NixValue attributes(JsonNode node) {
        if (node.size() == 1 && node.path("$nix").isTextual()) {
            String code = node.path("$nix").asText();
            return NixText.value(code).orElseGet(() -> new NixValue.Expression(code));
        }
        if (node.size() == 1 && node.path("$path").isTextual()) {
            return new NixValue.PathLiteral(node.path("$path").asText());
        }
        Map<String, NixValue> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
        return new NixValue.Attributes(entries);
    }
}
