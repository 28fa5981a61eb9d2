package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.Effects;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `rollback`: only asks. It looks at what undoing an entry would do and puts it before the person.
public final class RollbackTool implements Tool {
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["action", "entry"], "properties": {
              "action": {"type": "string", "enum": ["undo"]},
              "entry": {"type": "string", "maxLength": 100, "description": "the id of the audit entry to undo"}}}
            """);

    private static final int MOST_EFFECTS = 10;

    private final SubmitChange submitChange;
    private final AuditLog log;
    private final Effects effects;

    /// @param effects what an undo does not cover
    public RollbackTool(SubmitChange submitChange, AuditLog log, Effects effects) {
        this.submitChange = submitChange;
        this.log = log;
        this.effects = effects;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "rollback", "Suggests undoing one recorded change. The person sees the diff and decides.", SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Looking at what an undo would do";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        String entry = arguments.path("entry").asText();
        return switch (submitChange.previewUndo(entry)) {
            case SubmitChange.Preview.Ready ready -> {
                ObjectNode output = Json.object().put("status", "suggested").put("entry", entry);
                output.put("summary", ready.summary());
                describe(ready.diffs(), output);
                log.find(entry).ifPresent(undone -> describeUncovered(effects.since(undone.timestamp()), output));
                yield ToolResult.success(output, new ToolResult.Signal.UndoWanted(entry, ready.summary()));
            }
            case SubmitChange.Preview.Conflict conflict -> {
                ToolResult failure = ToolResult.failure(
                        "conflict", conflict.message(), "Undo the later change first, or edit the files by hand.");
                describe(conflict.diffs(), failure.output());
                yield failure;
            }
            case SubmitChange.Preview.Impossible(String message, String next) ->
                ToolResult.failure("impossible", message, next);
            case SubmitChange.Preview.NotFound(String message) ->
                ToolResult.failure("not_found", message, "List the entries of the record first.");
        };
    }

    private static void describeUncovered(List<Effect> uncovered, ObjectNode output) {
        if (!uncovered.isEmpty()) {
            ArrayNode list = output.putArray("not_covered");
            uncovered.stream()
                    .limit(MOST_EFFECTS)
                    .forEach(effect -> list.addObject()
                            .put("effect", effect.id())
                            .put("summary", effect.summary())
                            .put("undo", "agntctl effects undo " + effect.id()));
        }
    }

    private static void describe(List<FileDiff> diffs, ObjectNode output) {
        ArrayNode files = output.putArray("files");
        for (FileDiff diff : diffs) {
            String action = diff.after() == null ? "delete" : diff.before() == null ? "create" : "restore";
            files.addObject().put("path", diff.path().value()).put("action", action);
        }
    }
}
