package org.agntos.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the record, ours or of AgntOS 1.x.
///
/// @param line its number in the log, from 1; 0 in lists, where nobody counts
/// @param action the kind, such as `Apply`, `Undo`, `Rollback`
/// @param actor `user` or `agent`
/// @param user the account's name, empty in old lines
/// @param result `Success`, `Failed`, `Refused` or `Pending`
/// @param resultText the message or error that belongs to it, empty if none
/// @param prompt the person's own words, null if there were none
/// @param changes the files with their contents' hashes; empty in old lines
/// @param generationBefore 0 if not known; @param generationAfter 0 if not known
/// @param isChained false for lines of AgntOS 1.x, which have no hash
/// @param raw the whole object as it stands in the log
public record AuditEntry(
        int line,
        String id,
        Instant timestamp,
        String action,
        String actor,
        String user,
        String summary,
        String result,
        String resultText,
        @Nullable String prompt,
        @Nullable String rationale,
        List<String> filesWritten,
        List<String> filesDeleted,
        List<ContentChange> changes,
        String proposalId,
        int generationBefore,
        int generationAfter,
        long durationMillis,
        boolean isChained,
        JsonNode raw) {
    public AuditEntry {
        filesWritten = List.copyOf(filesWritten);
        filesDeleted = List.copyOf(filesDeleted);
        changes = List.copyOf(changes);
    }

    /// The same entry with its place in the log.
    AuditEntry at(int line) {
        return new AuditEntry(
                line,
                id,
                timestamp,
                action,
                actor,
                user,
                summary,
                result,
                resultText,
                prompt,
                rationale,
                filesWritten,
                filesDeleted,
                changes,
                proposalId,
                generationBefore,
                generationAfter,
                durationMillis,
                isChained,
                raw);
    }

    public boolean isSuccess() {
        return result.equals("Success");
    }

    /// @param before SHA-256 of the content replaced, null if there was no file; @param after null if deleted
    public record ContentChange(
            String path, @Nullable String before, @Nullable String after) {}
}
