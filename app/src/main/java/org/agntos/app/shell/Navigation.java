package org.agntos.app.shell;

/// Goes somewhere in the window. On the JavaFX thread only.
@FunctionalInterface
public interface Navigation {
    void go(Destination destination);
}
