package org.agntos.app.shell;

/// Shows the error view over the window. On the JavaFX thread only.
@FunctionalInterface
public interface ErrorReports {
    void show(ErrorReport report);
}
