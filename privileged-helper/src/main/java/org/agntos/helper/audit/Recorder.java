package org.agntos.helper.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.agntos.helper.protocol.Changes.Content;
import org.agntos.helper.protocol.Json;

/// Writes down what one run of the helper does, for one account, in the form of `docs/formats/audit-line.md`.
public final class Recorder {
    private final AuditLog audit;
    private final Account account;
    private final InstantSource clock = InstantSource.system();
    private final long started = clock.millis();

    /// Who asks. @param uid the numeric id; @param user the name, or the id again if it has none
    public record Account(int uid, String user) {}

    /// How an act ended. @param status `Success`, `Failed` (tried, and taken back) or `Refused` (not tried)
    /// @param error what happened, or which rule forbids it; empty for a success
    public record Result(String status, Optional<String> error) {
        public static final Result SUCCESS = new Result("Success", Optional.empty());

        public static Result failed(String error) {
            return new Result("Failed", Optional.of(error));
        }

        public static Result refused(String error) {
            return new Result("Refused", Optional.of(error));
        }
    }

    public Recorder(AuditLog audit, Account account) {
        this.audit = audit;
        this.account = account;
    }

    public long millis() {
        return Math.max(0, clock.millis() - started);
    }

    /// Appends one entry. @param before the generation before; @param after the one after
    public void record(String id, Act act, Result result, Optional<Integer> before, Optional<Integer> after)
            throws IOException {
        boolean isSuccess = result.error().isEmpty();
        boolean isUndoable = isSuccess && !act.changes().files().isEmpty();
        ObjectNode entry = Json.object("schema", 2, "id", id, "timestamp", clock.instant(), "action", act.action());
        entry.setAll(Json.object("actor", act.reason().actor(), "uid", account.uid(), "user", account.user()));
        entry.put("summary", act.reason().summary());
        entry.set("files_changed", paths(act, _ -> true));
        entry.set("files_written", paths(act, content -> content.after().isPresent()));
        entry.set("files_deleted", paths(act, content -> content.after().isEmpty()));
        entry.set("changes", isSuccess ? act.changes().json() : Json.array(List.of()));
        entry.put("rollback_hint", isUndoable ? "agntctl rollback undo " + id : null);
        entry.set("result", Json.object("status", result.status(), isSuccess ? "message" : "error", result.error()));
        entry.setAll(Json.object(
                "prompt", act.reason().prompt(), "rationale", act.reason().rationale()));
        entry.setAll(Json.object("proposal_id", act.proposalId(), "digest", act.digest()));
        entry.set("generation", Json.object("before", before, "after", after));
        entry.setAll(Json.object("evidence", act.evidence(), "duration_ms", millis()));
        audit.append(entry);
    }

    private static ArrayNode paths(Act act, Predicate<Content> wanted) {
        return Json.array(act.changes().files().entrySet().stream()
                .filter(file -> wanted.test(file.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }
}
