package org.agntos.app.changes;

import java.util.Arrays;
import java.util.List;
import org.agntos.helper.protocol.HelperEvent.Phase;

/// The steps of a transaction as people see them; each stands for phases of the helper.
public enum Step {
    CHECK,
    SAVE,
    WRITE,
    BUILD,
    ACTIVATE,
    HEALTH,
    RECORD,
    /// Only after a failure: everything goes back to how it was.
    RESTORE;

    static Step of(Phase phase) {
        return switch (phase) {
            case LOCK, RECOVER, CHECK -> CHECK;
            case JOURNAL, SNAPSHOT -> SAVE;
            case WRITE -> WRITE;
            case REBUILD -> BUILD;
            case ACTIVATE -> ACTIVATE;
            case HEALTH -> HEALTH;
            case AUDIT, COMMIT -> RECORD;
            case RESTORE -> RESTORE;
        };
    }

    /// The steps of a transaction that succeeds.
    static List<Step> usual() {
        return Arrays.stream(values()).filter(step -> step != RESTORE).toList();
    }
}
