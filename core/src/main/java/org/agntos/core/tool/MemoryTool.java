package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.memory.Memory;
import org.agntos.core.memory.MemoryFile;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `memory`: reads and edits the two bounded notes.
public final class MemoryTool implements Tool {
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["action"], "properties": {
              "action": {"type": "string", "enum": ["show", "add", "replace", "remove", "consolidate", "undo"]},
              "file": {"type": "string", "enum": ["memory", "user"],
                "description": "memory: about the machine; user: about the person"},
              "section": {"type": "string", "maxLength": 100},
              "content": {"type": "string", "maxLength": 4000},
              "target": {"type": "string", "maxLength": 4000, "description": "text to replace or remove"},
              "replacement": {"type": "string", "maxLength": 4000}}}
            """);

    private final Memory memory;

    public MemoryTool(Memory memory) {
        this.memory = memory;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "memory", "Shows and edits what is remembered. Do not store what inspect can tell.", SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return arguments.path("action").asText().equals("show") ? "Reading the memory" : "Updating the memory";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        MemoryFile file = arguments.path("file").asText("memory").equals("user") ? MemoryFile.USER : MemoryFile.MEMORY;
        String target = arguments.path("target").asText("");
        return switch (arguments.path("action").asText()) {
            case "add" ->
                answer(
                        file,
                        memory.add(
                                file,
                                arguments.path("section").asText("Notes"),
                                arguments.path("content").asText("")));
            case "replace" ->
                answer(
                        file,
                        memory.replace(
                                file, target, arguments.path("replacement").asText("")));
            case "remove" -> answer(file, memory.remove(file, target));
            case "consolidate" -> answer(file, memory.consolidate(file));
            case "undo" -> answer(file, memory.undo(file));
            default -> show();
        };
    }

    private ToolResult show() {
        ObjectNode output = Json.object();
        for (MemoryFile file : MemoryFile.values()) {
            String text = memory.read(file);
            ObjectNode node = output.putObject(word(file));
            node.put("text", text);
            node.put("used", text.codePointCount(0, text.length()));
            node.put("limit", file.limit());
        }
        return ToolResult.success(output);
    }

    private static String word(MemoryFile file) {
        return switch (file) {
            case MEMORY -> "memory";
            case USER -> "user";
        };
    }

    private static ToolResult answer(MemoryFile file, Memory.Outcome outcome) {
        return switch (outcome) {
            case Memory.Outcome.Saved(String text, String note) ->
                ToolResult.success(
                        Json.object().put("file", word(file)).put("text", text).put("note", note));
            case Memory.Outcome.Refused(String message, String next) -> ToolResult.failure("refused", message, next);
        };
    }
}
