package org.agntos.core.change;

/// One stage with its result and what proves it.
public record StageOutcome(Stage stage, StageResult result, Evidence evidence) {
    public boolean isFailed() {
        return result instanceof StageResult.Failed;
    }
}
