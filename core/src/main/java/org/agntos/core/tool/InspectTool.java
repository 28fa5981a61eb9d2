package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.machine.Inspection;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `inspect`: facts of this machine.
public final class InspectTool implements Tool {
    private static final String LOG = "log";
    private static final ObjectNode SCHEMA = schema();

    private final Inspection inspection;

    public InspectTool(Inspection inspection) {
        this.inspection = inspection;
    }

    private static ObjectNode schema() {
        ObjectNode schema = Json.literal("{\"type\": \"object\", \"additionalProperties\": false}");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode targets = properties.putObject("target").put("type", "string").putArray("enum");
        Inspection.TARGETS.forEach(targets::add);
        targets.add(LOG);
        properties.putObject("unit").put("type", "string").put("maxLength", 200).put("description", "for log");
        return schema;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "inspect",
                "Facts of this machine: hardware, disk, packages, services, failed units, generations, flake inputs, a unit's log.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Looking at this machine";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException {
        String target = arguments.path("target").asText("system");
        if (target.equals(LOG)) {
            ObjectNode log = inspection.log(arguments.path("unit").asText());
            return ToolResult.success(
                    log.put("log", RunBashTool.bounded(log.path("log").asText())));
        }
        return inspection
                .read(target)
                .map(ToolResult::success)
                .orElseGet(() -> ToolResult.failure(
                        "bad_arguments", "There is nothing called '" + target + "' to inspect.", "Ask for another."));
    }
}
