package org.agntos.app.shell;

/// Shows short notices above the screen. On the JavaFX thread only.
@FunctionalInterface
public interface Toasts {
    /// Shows `toast` for ten seconds, in place of the one before.
    void show(Toast toast);
}
