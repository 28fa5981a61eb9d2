package org.agntos.app.diff;

/// How a difference is laid out.
public enum DiffLayout {
    /// Old lines above new ones.
    UNIFIED,
    /// Old lines left, new ones right.
    SIDE_BY_SIDE
}
