package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.machine.Inspection;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `inspect`: facts of this machine.
public final class InspectTool implements Tool {
    private static final ObjectNode SCHEMA = schema();

    private final Inspection inspection;

    public InspectTool(Inspection inspection) {
        this.inspection = inspection;
    }

    private static ObjectNode schema() {
        ObjectNode schema = Json.literal("{\"type\": \"object\", \"additionalProperties\": false}");
        ArrayNode targets = schema.putObject("properties")
                .putObject("target")
                .put("type", "string")
                .putArray("enum");
        Inspection.TARGETS.forEach(targets::add);
        return schema;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "inspect",
                "Facts of this machine: computer, packages and services declared here, generations.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Looking at this machine";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        String target = arguments.path("target").asText("system");
        return inspection
                .read(target)
                .map(ToolResult::success)
                .orElseGet(() -> ToolResult.failure(
                        "bad_arguments", "There is nothing called '" + target + "' to inspect.", "Ask for another."));
    }
}
