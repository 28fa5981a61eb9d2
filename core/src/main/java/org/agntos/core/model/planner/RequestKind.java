package org.agntos.core.model.planner;

import java.util.Locale;

/// The kinds of requests that the planner tells apart.
public enum RequestKind {
    INSTALL_PACKAGE,
    REMOVE_PACKAGE,
    ENABLE_SERVICE,
    DISABLE_SERVICE,
    SET_OPTION,
    QUERY_WHY,
    QUERY_HISTORY,
    UNDO,
    ROLLBACK_GENERATION,
    INSPECT,
    REMEMBER,
    FORGET,
    SEARCH,
    DIAGNOSE,
    UNSUPPORTED_OR_UNSAFE,
    AMBIGUOUS,
    /// A greeting, a thank-you, a question about the planner itself, or something not understood.
    OTHER;

    /// As files of requests write it, such as `install_package`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
