package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.tool.WriteFileTool.FileChange;
import org.agntos.core.tool.WriteFileTool.FileChange.NotPossible;

/// `edit_file`: replaces one piece of text, which must stand in the file exactly once.
public final class EditFileTool implements Tool {
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["path", "old", "new"], "properties": {
              "path": {"type": "string", "maxLength": 4096},
              "old": {"type": "string", "maxLength": 100000, "description": "exactly as in the file, and only there"},
              "new": {"type": "string", "maxLength": 100000}}}
            """);

    private final FileChange change;

    public EditFileTool(OwnPlaces places, EffectLedger ledger) {
        this.change = new FileChange(places, ledger);
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec("edit_file", "Replaces text in a file in the person's home.", SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Editing " + arguments.path("path").asText();
    }

    @Override
    public String shown(ObjectNode arguments) {
        return change.shown(arguments.path("path").asText(), before -> edited(arguments, before));
    }

    @Override
    public Judgement check(ObjectNode arguments) {
        return change.check(
                arguments.path("path").asText(), arguments.path("new").asText());
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        return change.run(
                arguments.path("path").asText(), Effect.Kind.EDIT, context, before -> edited(arguments, before));
    }

    private static String edited(ObjectNode arguments, String before) throws NotPossible {
        String wanted = arguments.path("old").asText();
        int first = wanted.isEmpty() ? -1 : before.indexOf(wanted);
        if (first < 0) {
            throw new NotPossible(notFound(wanted, before));
        }
        if (before.indexOf(wanted, first + 1) >= 0) {
            throw new NotPossible(notUnique(wanted, before));
        }
        return before.substring(0, first) + arguments.path("new").asText() + before.substring(first + wanted.length());
    }

    private static ToolResult notFound(String wanted, String text) {
        ToolResult failure = ToolResult.failure(
                "not_found",
                wanted.isEmpty() ? "The text to replace is empty." : "The file does not hold this text.",
                "Nothing was changed. Copy the text exactly, with its spaces; `near` shows what is like it.");
        ArrayNode near = failure.output().putArray("near");
        NearText.of(wanted, text)
                .forEach(found -> near.addObject().put("line", found.line()).put("text", found.text()));
        return failure;
    }

    private static ToolResult notUnique(String wanted, String text) {
        ToolResult failure = ToolResult.failure(
                "not_unique",
                "The file holds this text more than once.",
                "Nothing was changed. Give more of the lines around it.");
        ArrayNode lines = failure.output().putArray("lines");
        for (int at = text.indexOf(wanted); at >= 0 && lines.size() < 10; at = text.indexOf(wanted, at + 1)) {
            lines.add(1 + text.substring(0, at).chars().filter(c -> c == '\n').count());
        }
        return failure;
    }
}
