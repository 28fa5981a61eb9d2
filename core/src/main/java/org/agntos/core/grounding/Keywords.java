package org.agntos.core.grounding;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What people call a thing, for finding it by that.
final class Keywords {
    private Keywords() {}

    /// Adds what is not there yet. Where two entries share a keyword, the one that has it further in front wins, then
    /// the one that comes first.
    static <T> void addTo(Map<String, T> names, List<T> entries, Function<T, List<String>> keywords) {
        int most = entries.stream()
                .mapToInt(entry -> keywords.apply(entry).size())
                .max()
                .orElse(0);
        for (int i = 0; i < most; i++) {
            for (T entry : entries) {
                if (i < keywords.apply(entry).size()) {
                    names.putIfAbsent(Spelling.key(keywords.apply(entry).get(i)), entry);
                }
            }
        }
    }
}
