package org.agntos.core.policy;

import java.util.Locale;

/// What may happen to a tool call; later ones are stricter.
public enum Verdict {
    ALLOW,
    ASK,
    DENY;

    /// As it is written in `policy.toml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
