package org.agntos.core.change;

import java.util.List;

/// What verifying a change found out.
///
/// @param stages one outcome a stage, in order
/// @param plan lines that say what would happen; empty if not known
public record Verification(List<StageOutcome> stages, List<String> plan, Risk risk) {
    public Verification {
        stages = List.copyOf(stages);
        plan = List.copyOf(plan);
    }
}
