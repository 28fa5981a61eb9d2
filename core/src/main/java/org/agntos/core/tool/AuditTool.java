package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.model.ChatModel.ToolSpec;

/// `audit`: reads the record of what was done to this machine.
public final class AuditTool implements Tool {
    private static final int DEFAULT_LIMIT = 20;
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["action"], "properties": {
              "action": {"type": "string", "enum": ["list", "show", "search", "why"]},
              "id": {"type": "string", "maxLength": 100, "description": "the entry, for show"},
              "query": {"type": "string", "maxLength": 400, "description": "words, for search"},
              "subject": {"type": "string", "maxLength": 400, "description": "a package or an option, for why"},
              "since": {"type": "string", "maxLength": 40, "description": "RFC 3339 time, for list and search"},
              "limit": {"type": "integer", "minimum": 1, "maximum": 200}}}
            """);

    private final AuditLog log;

    public AuditTool(AuditLog log) {
        this.log = log;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "audit",
                "Reads the record of changes: list, show one entry, search, or why something is on this machine.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return arguments.path("action").asText().equals("why")
                ? "Looking up where " + arguments.path("subject").asText("it") + " comes from"
                : "Reading the record";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        int limit = arguments.path("limit").asInt(DEFAULT_LIMIT);
        return switch (arguments.path("action").asText()) {
            case "show" -> show(arguments.path("id").asText());
            case "why" -> why(arguments.path("subject").asText(), limit);
            case "search" -> entries(since(log.search(arguments.path("query").asText(), limit), arguments));
            default -> entries(since(log.list(limit), arguments));
        };
    }

    private static List<AuditEntry> since(List<AuditEntry> entries, ObjectNode arguments) {
        String since = arguments.path("since").asText("");
        if (since.isEmpty()) {
            return entries;
        }
        try {
            Instant from = Instant.parse(since);
            return entries.stream()
                    .filter(entry -> !entry.timestamp().isBefore(from))
                    .toList();
        } catch (DateTimeException e) {
            return entries;
        }
    }

    private ToolResult show(String id) {
        return log.find(id)
                .map(entry -> {
                    ObjectNode output = describe(entry);
                    output.set("entry", entry.raw());
                    return ToolResult.success(output);
                })
                .orElseGet(() -> ToolResult.failure(
                        "not_found", "There is no entry '" + id + "' in the record.", "List the entries first."));
    }

    private ToolResult why(String subject, int limit) {
        AuditLog.Why why = log.why(subject);
        ObjectNode output = Json.object();
        output.put("subject", why.subject());
        output.put("present", why.present());
        ArrayNode because = output.putArray("because");
        why.because().stream().limit(limit).forEach(entry -> because.add(describe(entry)));
        ArrayNode files = output.putArray("declared_in");
        why.declaredIn().forEach(files::add);
        return ToolResult.success(output);
    }

    private static ToolResult entries(List<AuditEntry> entries) {
        ObjectNode output = Json.object();
        ArrayNode array = output.putArray("entries");
        entries.forEach(entry -> array.add(describe(entry)));
        return ToolResult.success(output);
    }

    private static ObjectNode describe(AuditEntry entry) {
        ObjectNode node = Json.object();
        node.put("id", entry.id());
        node.put("timestamp", entry.timestamp().toString());
        node.put("action", entry.action());
        node.put("undoes", entry.raw().path("action").path("entry").asText(""));
        node.put("summary", entry.summary());
        node.put("result", entry.result());
        node.put("prompt", entry.prompt());
        node.put("generation", entry.generationAfter());
        ArrayNode files = node.putArray("files");
        entry.filesWritten().forEach(files::add);
        entry.filesDeleted().forEach(files::add);
        return node;
    }
}
