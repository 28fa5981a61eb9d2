package org.agntos.app.launcher;

import org.agntos.app.shell.Destination;

/// What choosing something in the launcher does.
public sealed interface LauncherAct {
    /// Opens the window there.
    record Go(Destination destination) implements LauncherAct {}

    /// Puts words into the line, to be finished by the person.
    record Fill(String words) implements LauncherAct {}

    /// Puts a text on the clipboard.
    record Copy(String text) implements LauncherAct {}

    /// Something of the program itself.
    record Run(Runnable task) implements LauncherAct {}
}
