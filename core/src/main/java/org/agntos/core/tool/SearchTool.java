package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `search`: options and packages that exist on this machine.
public final class SearchTool implements Tool {
    private static final int DEFAULT_LIMIT = 8;
    private static final int LONGEST = 160;
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["query"], "properties": {
              "query": {"type": "string", "maxLength": 200, "description": "a name, a path, or what is wanted"},
              "kind": {"type": "string", "enum": ["options", "packages"]},
              "limit": {"type": "integer", "minimum": 1, "maximum": 30}}}
            """);

    private final Supplier<Catalogue> catalogue;

    public SearchTool(Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec("search", "Finds options and packages of this machine, with types and defaults.", SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Searching for " + arguments.path("query").asText();
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        Kinds kinds = switch (arguments.path("kind").asText()) {
            case "options" -> Kinds.OPTIONS;
            case "packages" -> Kinds.PACKAGES;
            default -> Kinds.EVERYTHING;
        };
        Catalogue now = catalogue.get();
        ObjectNode output = Json.object().put("source", now.source());
        ArrayNode hits = output.putArray("hits");
        for (Hit hit : now.search()
                .find(
                        arguments.path("query").asText(),
                        kinds,
                        arguments.path("limit").asInt(DEFAULT_LIMIT))) {
            ObjectNode node = hits.addObject().put("kind", hit.kind().word()).put("name", hit.name());
            putShort(node, "type", hit.type());
            putShort(node, "default", hit.defaultText());
            putShort(node, "description", hit.description());
        }
        return ToolResult.success(output);
    }

    private static void putShort(ObjectNode node, String name, String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (!line.isEmpty()) {
            node.put(name, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
        }
    }
}
