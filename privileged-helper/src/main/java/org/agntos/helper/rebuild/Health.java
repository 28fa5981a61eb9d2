package org.agntos.helper.rebuild;

import java.util.List;

/// How the system is after an activation.
public sealed interface Health {
    /// As it should be. @param notes sentences for people, such as that a restart is needed for a new kernel
    record Well(List<String> notes) implements Health {
        public Well {
            notes = List.copyOf(notes);
        }
    }

    /// It is not. @param trouble a clause for people; @param failedUnits those that did not fail before
    record Unwell(String trouble, List<String> failedUnits) implements Health {
        public Unwell {
            failedUnits = List.copyOf(failedUnits);
        }
    }
}
