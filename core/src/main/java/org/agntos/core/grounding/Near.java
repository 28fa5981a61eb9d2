package org.agntos.core.grounding;

import java.util.Comparator;
import java.util.List;

/// A name and how far it is from the one that was asked for.
record Near(int distance, String name) {
    /// The nearest first; among equals those that switch something on, then the shorter, then by name.
    private static final Comparator<Near> ORDER = Comparator.comparingInt(Near::distance)
            .thenComparing(near -> !near.name().endsWith(".enable"))
            .thenComparingInt(near -> near.name().length())
            .thenComparing(Near::name);

    static List<String> best(List<Near> found, int limit) {
        return found.stream().sorted(ORDER).limit(limit).map(Near::name).toList();
    }
}
