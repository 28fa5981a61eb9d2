package org.agntos.core.model.planner;

/// What a clause asks for, by its leading words.
enum Action {
    INSTALL,
    REMOVE,
    ENABLE,
    DISABLE,
    SET,
    OPEN,
    CLOSE,
    WHY,
    CHANGES,
    UNDO,
    ROLLBACK,
    REMEMBER,
    FORGET,
    INSPECT,
    SEARCH,
    HELP;

    /// Whether the rest of the sentence is text to keep, not words to read.
    boolean takesText() {
        return this == REMEMBER || this == FORGET;
    }
}
