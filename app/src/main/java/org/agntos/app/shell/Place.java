package org.agntos.app.shell;

/// The screens, in the order of the navigation and of Ctrl+1 to Ctrl+4.
public enum Place {
    CHAT,
    CHANGES,
    TIMELINE,
    MEMORY
}
