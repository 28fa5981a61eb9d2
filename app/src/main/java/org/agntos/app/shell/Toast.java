package org.agntos.app.shell;

import java.util.Optional;
import java.util.UUID;

/// A short notice, with at most one thing to do about it.
///
/// @param action offered as a button and by Ctrl+Z
public record Toast(String text, Kind kind, Optional<Action> action, UUID id) {
    /// How the notice is meant.
    public enum Kind {
        SUCCESS,
        INFO,
        WARNING
    }

    /// @param label names the action, such as `Undo`
    public record Action(String label, Runnable run) {}

    public static Toast info(String text) {
        return new Toast(text, Kind.INFO, Optional.empty(), UUID.randomUUID());
    }

    public static Toast warning(String text) {
        return new Toast(text, Kind.WARNING, Optional.empty(), UUID.randomUUID());
    }

    public static Toast success(String text) {
        return new Toast(text, Kind.SUCCESS, Optional.empty(), UUID.randomUUID());
    }

    public Toast withAction(String label, Runnable run) {
        return new Toast(text, kind, Optional.of(new Action(label, run)), id);
    }
}
