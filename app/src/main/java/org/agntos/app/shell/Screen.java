package org.agntos.app.shell;

import javafx.scene.Node;

/// One place of the window. All methods are called on the JavaFX thread.
public interface Screen {
    /// The same node at every call; it grows to fill the place it is given.
    Node root();

    /// The screen has become visible: take the keyboard focus, renew what is shown.
    default void shown() {}

    /// Another screen is visible now. State is kept.
    default void hidden() {}

    /// Ctrl+Enter: the main action of what is shown, if it may be done now.
    default void confirm() {}

    /// Esc.
    ///
    /// @return true if something was closed or left, so that the key has done its work
    default boolean escape() {
        return false;
    }
}
