package org.agntos.core.model.planner;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.agntos.core.grounding.Search;

/// What of a question is worth looking for.
final class SearchWords {
    private static final Set<String> LITTLE = Set.of(
            "a",
            "an",
            "the",
            "for",
            "to",
            "of",
            "that",
            "which",
            "is",
            "are",
            "it",
            "its",
            "me",
            "my",
            "i",
            "on",
            "in",
            "with",
            "and",
            "some",
            "any",
            "good",
            "nice",
            "nixos",
            "nix",
            "nixpkgs",
            "option",
            "options",
            "package",
            "packages",
            "called",
            "name",
            "what",
            "whats",
            "please",
            "can",
            "there",
            "something",
            "like",
            "program",
            "programs",
            "app",
            "apps",
            "tool",
            "tools",
            "best",
            "from",
            "do",
            "does",
            "how",
            "way",
            "setting",
            "use",
            "or",
            "be",
            "configuration",
            "config",
            "module",
            "attribute",
            "you",
            "have",
            "know",
            "controls",
            "sets");

    private SearchWords() {}

    /// The telling words, or all of them if none tells.
    static String telling(String query) {
        List<String> words = List.of(query.strip().split("\\s+", -1));
        List<String> telling = words.stream()
                .filter(word -> !LITTLE.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        return String.join(" ", telling.isEmpty() ? words : telling);
    }

    static Search.Kinds kinds(String query) {
        String lower = query.toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\b(?:options?|setting|module)\\b.*")) {
            return Search.Kinds.OPTIONS;
        }
        return lower.matches(".*\\b(?:packages?|programs?|apps?|tools?|editor|player|viewer|client|browser)\\b.*")
                ? Search.Kinds.PACKAGES
                : Search.Kinds.EVERYTHING;
    }
}
