package org.agntos.app.launcher;

/// One line of what the launcher found.
///
/// @param detail a few words more, may be empty
/// @param completion what Tab puts into the line; empty if nothing
/// @param fit how well it fits what was typed, from 0 to 1; see [Match]
public record LauncherItem(Kind kind, String title, String detail, String completion, LauncherAct act, double fit) {
    /// What was found. @see Ranking
    public enum Kind {
        CALCULATION,
        COMMAND,
        PACKAGE,
        OPTION,
        CHANGE,
        SESSION,
        SKILL,
        /// The words themselves, for the assistant.
        ASK
    }
}
