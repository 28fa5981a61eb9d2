package org.agntos.app.timeline;

import java.util.List;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.change.FileDiff;

/// An entry opened, with what it did to the files.
public record EntryDetails(AuditEntry entry, List<FileDiff> diffs) {
    public EntryDetails {
        diffs = List.copyOf(diffs);
    }

    public ActKind kind() {
        return ActKind.of(entry.action());
    }

    public ActResult result() {
        return ActResult.of(entry.result());
    }

    /// Whether it changed files in a way the snapshots can take back.
    public boolean isUndoable() {
        return entry.isSuccess() && !entry.changes().isEmpty();
    }

    /// A field of the record that has no place of its own, empty if it is not there.
    public String field(String name) {
        return entry.raw().path(name).asText("");
    }
}
