package org.agntos.core.model.planner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the remembered line that someone speaks about.
final class MemoryLines {
    private static final Set<String> SMALL = Set.of(
            "the", "a", "an", "my", "i", "that", "is", "am", "are", "to", "of", "about", "it", "note", "one", "this",
            "thing", "in", "on", "for", "and", "you", "your", "me");

    private MemoryLines() {}

    /// The bullet that holds every telling word; the last one for `that last one`.
    static Optional<String> about(String text, String words) {
        List<String> bullets = text.lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).strip())
                .toList();
        List<String> telling = List.of(words.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}.]+", -1)).stream()
                .filter(word -> !word.isEmpty() && !SMALL.contains(word))
                .toList();
        if (telling.isEmpty() || telling.equals(List.of("last"))) {
            return bullets.isEmpty() ? Optional.empty() : Optional.of(bullets.getLast());
        }
        return bullets.stream()
                .filter(bullet -> telling.stream().allMatch(bullet.toLowerCase(Locale.ROOT)::contains))
                .findFirst();
    }
}
