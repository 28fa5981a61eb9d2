package org.agntos.core.policy;

/// What may happen to a tool call; later ones are stricter.
public enum Verdict {
    ALLOW,
    ASK,
    DENY;

    Verdict stricter(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
