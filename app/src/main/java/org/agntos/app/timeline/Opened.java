package org.agntos.app.timeline;

import java.util.List;
import org.agntos.core.audit.AuditLog;

/// What stands beside the list.
public sealed interface Opened {
    record Nothing() implements Opened {}

    /// Being read. @param title of what is awaited
    record Loading(String title) implements Opened {}

    record Entry(EntryDetails details) implements Opened {}

    record OneGeneration(GenerationRow row) implements Opened {}

    /// Why something is here. @param because light rows of the entries, newest first
    record Answer(AuditLog.Why why, List<TimelineRow> because) implements Opened {
        public Answer {
            because = List.copyOf(because);
        }
    }

    /// It is not in the record, or could not be read.
    record Failed(String message) implements Opened {}
}
