package org.agntos.app.timeline;

/// What was done, as far as the timeline tells kinds apart.
public enum ActKind {
    APPLY,
    UNDO,
    ROLLBACK,
    RECOVER,
    /// Of older or other programs.
    OTHER;

    static ActKind of(String action) {
        return switch (action) {
            case "Apply" -> APPLY;
            case "Undo" -> UNDO;
            case "Rollback" -> ROLLBACK;
            case "Recover" -> RECOVER;
            default -> OTHER;
        };
    }
}
