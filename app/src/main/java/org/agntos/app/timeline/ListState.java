package org.agntos.app.timeline;

/// What the list is doing.
public enum ListState {
    LOADING,
    /// There are rows.
    READY,
    /// The record is empty.
    EMPTY,
    /// The filter lets nothing through.
    NO_MATCH,
    /// The record could not be read.
    FAILED
}
