package org.agntos.core.grounding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What people want to do, in their words, and the options and packages that do it: the project's own table of
/// synonyms, `starter/concepts.tsv`. Search and planner share it. Whether a name exists on a machine is the
/// catalogue's business.
public final class Concepts {
    private static final Lazily<Concepts> OWN = new Lazily<>(() -> new Concepts(StarterTable.read(
            "starter/concepts.tsv", 2, columns -> new Concept(StarterTable.words(columns[0]), targets(columns[1])))));

    private final List<Concept> all;
    private final Map<String, List<Concept>> byPhrase = new TreeMap<>();

    /// One wish.
    ///
    /// @param phrases how people call it, in small letters; the first is its usual name
    /// @param targets what fulfils it, the usual answer first: paths of options, and packages with `pkgs.`
    /// before them
    public record Concept(List<String> phrases, List<String> targets) {
        public Concept {
            phrases = List.copyOf(phrases);
            targets = List.copyOf(targets);
        }
    }

    public Concepts(List<Concept> concepts) {
        all = List.copyOf(concepts);
        for (Concept concept : concepts) {
            for (String phrase : concept.phrases()) {
                byPhrase.computeIfAbsent(phrase, _ -> new ArrayList<>()).add(concept);
            }
        }
    }

    /// The table that is part of the program, read at the first call.
    public static Concepts load() {
        return OWN.get();
    }

    private static List<String> targets(String cell) {
        return List.of(cell.split(" "));
    }

    public List<Concept> all() {
        return all;
    }

    /// The concepts that have this very phrase, after letter case and surplus blanks are put aside.
    public List<Concept> called(String phrase) {
        return byPhrase.getOrDefault(phrase.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "), List.of());
    }

    /// The concepts of which a phrase stands in this text as whole words, longer phrases first.
    public List<Concept> within(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}+#.-]+");
        Set<Concept> found = new LinkedHashSet<>();
        for (int length = Math.min(words.length, 6); length > 0; length--) {
            for (int from = 0; from + length <= words.length; from++) {
                String phrase = String.join(" ", List.of(words).subList(from, from + length));
                found.addAll(byPhrase.getOrDefault(phrase, List.of()));
            }
        }
        return List.copyOf(found);
    }
}
