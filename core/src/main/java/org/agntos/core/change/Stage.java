package org.agntos.core.change;

import java.util.Locale;

/// The ordered stages of verification.
public enum Stage {
    /// Every file parses.
    SYNTAX,
    /// Every option and package exists on this machine and every value fits its option's type.
    GROUNDED,
    /// The whole system evaluates with the change, in a scratch overlay.
    EVALUATED,
    /// What would be fetched, built and restarted is known.
    PLANNED;

    /// The name in files and JSON, such as `syntax`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
