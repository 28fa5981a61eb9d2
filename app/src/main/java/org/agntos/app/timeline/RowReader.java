package org.agntos.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agntos.core.audit.AuditLog;

/// Reads light rows from the record, in batches: a small first one, so that something is seen at once.
final class RowReader {
    private static final int FIRST_BATCH = 200;
    private static final int BATCH = 20_000;

    private final AuditLog log;

    RowReader(AuditLog log) {
        this.log = log;
    }

    /// All rows, newest first.
    void readAll(Consumer<List<TimelineRow>> batches) {
        List<TimelineRow> batch = new ArrayList<>();
        int[] limit = {FIRST_BATCH};
        log.visit(entry -> {
            batch.add(TimelineRow.of(entry));
            if (batch.size() >= limit[0]) {
                batches.accept(List.copyOf(batch));
                batch.clear();
                limit[0] = BATCH;
            }
            return true;
        });
        batches.accept(List.copyOf(batch));
    }

    /// The rows newer than `known`, newest first.
    Newer readNewer(TimelineRow known) {
        List<TimelineRow> rows = new ArrayList<>();
        boolean[] isFound = {false};
        log.visit(entry -> {
            isFound[0] = entry.id().equals(known.id()) && entry.timestamp().equals(known.timestamp());
            if (!isFound[0]) {
                rows.add(TimelineRow.of(entry));
            }
            return !isFound[0];
        });
        return new Newer(rows, isFound[0]);
    }

    /// @param isComplete whether the known row was met, so that nothing but these rows is new
    record Newer(List<TimelineRow> rows, boolean isComplete) {}
}
