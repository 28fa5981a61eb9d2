package org.agntos.helper.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperRequest.Reason;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// One entry before it is sealed, in the form of `docs/formats/audit-line.md`.
///
/// @param action its `type` and what it names
/// @param changes the contents replaced; empty if the act did not happen
/// @param millis how long the act took
public record AuditRecord(
        String id,
        Instant time,
        ObjectNode action,
        Account account,
        Reason reason,
        SortedMap<TreePath, Content> changes,
        Result result,
        Optional<String> proposalId,
        Optional<Sha256> digest,
        Optional<Sha256> evidence,
        Generations generation,
        long millis) {

    /// Who runs the helper. @param uid the numeric id; @param user the name, or the id again if it has none
    public record Account(int uid, String user) {}

    /// A content before and after; empty where there is no file.
    public record Content(Optional<Sha256> before, Optional<Sha256> after) {}

    public record Generations(Optional<Integer> before, Optional<Integer> after) {}

    /// How the act ended.
    public sealed interface Result {
        record Success() implements Result {}

        /// It was tried, and taken back. @param error what happened
        record Failed(String error) implements Result {}

        /// It was not tried. @param error which rule forbids it
        record Refused(String error) implements Result {}
    }

    public AuditRecord {
        changes = new TreeMap<>(changes);
    }

    /// The fields in their documented order, without `prev` and `hash`.
    ObjectNode json() {
        ObjectNode entry = Json.object();
        entry.put("schema", 2);
        entry.put("id", id);
        entry.put("timestamp", time.toString());
        entry.set("action", action);
        entry.put("actor", reason.actor());
        entry.put("uid", account.uid());
        entry.put("user", account.user());
        entry.put("summary", reason.summary());
        putFiles(entry);
        entry.put("rollback_hint", isSuccess() && !changes.isEmpty() ? "agntctl rollback undo " + id : null);
        putResult(entry.putObject("result"));
        entry.put("prompt", reason.prompt().orElse(null));
        entry.put("rationale", reason.rationale().orElse(null));
        entry.put("proposal_id", proposalId.orElse(null));
        entry.put("digest", hex(digest));
        entry.putObject("generation")
                .put("before", generation.before().orElse(null))
                .put("after", generation.after().orElse(null));
        entry.put("evidence", hex(evidence));
        entry.put("duration_ms", millis);
        return entry;
    }

    private boolean isSuccess() {
        return result instanceof Result.Success;
    }

    private void putFiles(ObjectNode entry) {
        ArrayNode changed = entry.putArray("files_changed");
        ArrayNode written = entry.putArray("files_written");
        ArrayNode deleted = entry.putArray("files_deleted");
        ArrayNode contents = entry.putArray("changes");
        changes.forEach((path, content) -> {
            changed.add(path.value());
            (content.after().isPresent() ? written : deleted).add(path.value());
            if (isSuccess()) {
                contents.addObject()
                        .put("path", path.value())
                        .put("before", hex(content.before()))
                        .put("after", hex(content.after()));
            }
        });
    }

    private void putResult(ObjectNode object) {
        switch (result) {
            case Result.Success() -> object.put("status", "Success").putNull("message");
            case Result.Failed(String error) -> object.put("status", "Failed").put("error", error);
            case Result.Refused(String error) -> object.put("status", "Refused").put("error", error);
        }
    }

    private static @Nullable String hex(Optional<Sha256> hash) {
        return hash.map(Sha256::hex).orElse(null);
    }
}
