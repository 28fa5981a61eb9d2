package org.agntos.core.model.planner.recipe;

import java.util.Map;

/// A place in a request that means something.
public sealed interface Mention {
    int start();

    /// The index after the blank that follows its last word.
    int end();

    /// @param values what the slots of the phrase hold; @param isWeak true if it counts only beside a verb or alone
    record OfRecipe(int start, int end, Recipe recipe, Map<String, String> values, boolean isWeak) implements Mention {
        public OfRecipe {
            values = Map.copyOf(values);
        }
    }

    /// The name of a program or a service. @param words as written
    record OfName(int start, int end, String words) implements Mention {}

    default int length() {
        return end() - start();
    }

    default boolean overlaps(Mention other) {
        return start() < other.end() && other.start() < end();
    }
}
