package org.agntos.helper.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// One entry before it is sealed, in the form of `docs/formats/audit-line.md`.
///
/// @param before the generation before; @param after the one after
/// @param millis how long the act took
public record AuditRecord(
        String id,
        Instant time,
        Account account,
        Act act,
        Result result,
        Optional<Integer> before,
        Optional<Integer> after,
        long millis) {

    /// Who asks. @param uid the numeric id; @param user the name, or the id again if it has none
    public record Account(int uid, String user) {}

    /// How the act ended.
    public sealed interface Result {
        record Success() implements Result {}

        /// It was tried, and taken back. @param error what happened
        record Failed(String error) implements Result {}

        /// It was not tried. @param error which rule forbids it
        record Refused(String error) implements Result {}
    }

    /// The fields in their documented order, without `prev` and `hash`.
    ObjectNode json() {
        ObjectNode entry = Json.object();
        entry.put("schema", 2);
        entry.put("id", id);
        entry.put("timestamp", time.toString());
        entry.set("action", act.action());
        entry.put("actor", act.reason().actor());
        entry.put("uid", account.uid());
        entry.put("user", account.user());
        entry.put("summary", act.reason().summary());
        putFiles(entry);
        entry.put(
                "rollback_hint",
                isSuccess() && !act.changes().files().isEmpty() ? "agntctl rollback undo " + id : null);
        putResult(entry.putObject("result"));
        entry.put("prompt", act.reason().prompt().orElse(null));
        entry.put("rationale", act.reason().rationale().orElse(null));
        entry.put("proposal_id", act.proposalId().orElse(null));
        entry.put("digest", hex(act.digest()));
        entry.putObject("generation").put("before", before.orElse(null)).put("after", after.orElse(null));
        entry.put("evidence", hex(act.evidence()));
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
        act.changes().files().forEach((path, content) -> {
            changed.add(path.value());
            (content.after().isPresent() ? written : deleted).add(path.value());
        });
        entry.set("changes", isSuccess() ? act.changes().json() : Json.array());
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
