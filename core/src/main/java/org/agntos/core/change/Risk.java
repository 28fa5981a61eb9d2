package org.agntos.core.change;

import java.util.List;
import java.util.Locale;

/// How much a change can hurt, and why we think so.
public record Risk(Level level, List<String> reasons) {
    public Risk {
        reasons = List.copyOf(reasons);
    }

    /// In ascending order.
    public enum Level {
        LOW,
        MEDIUM,
        HIGH,
        IRREVERSIBLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
