package org.agntos.core.grounding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agntos.core.grounding.Concepts;

/// Finds the concepts a query speaks of, also where it has more words than the phrase, fewer, or a last word that is
/// not typed to its end. Immutable.
final class ConceptMatcher {
    private static final double LEAST_OF_PHRASE = 0.6;
    private static final double LEAST_STRENGTH = 0.3;
    private static final int MOST = 6;

    private final NavigableMap<String, List<Phrase>> byWord = new TreeMap<>();

    private record Phrase(Concepts.Concept concept, double weight, int length) {}

    /// @param strength 0 to 1: how much of the query is the concept's phrase, and of the phrase in the query
    record Match(Concepts.Concept concept, double strength) {}

    /// How much of a phrase was found so far.
    private static final class Tally {
        private double weight;
        private int lastWord = -1;
    }

    ConceptMatcher(Concepts concepts) {
        for (Concepts.Concept concept : concepts.all()) {
            for (String text : concept.phrases()) {
                List<String> words = Words.ofText(text, 12);
                double weight = words.stream().mapToDouble(Words::weight).sum();
                Phrase phrase = new Phrase(concept, weight, words.size());
                words.stream()
                        .map(Words::stem)
                        .distinct()
                        .forEach(word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>(2))
                                .add(phrase));
            }
        }
    }

    /// The best matches first, each concept once.
    List<Match> match(List<String> words) {
        Map<Phrase, Tally> tallies = new HashMap<>();
        double whole = 0;
        for (int i = 0; i < words.size(); i++) {
            double weight = Words.weight(words.get(i));
            whole += weight;
            tally(tallies, words.get(i), weight, i, i == words.size() - 1);
        }
        Map<Concepts.Concept, Double> strengths = new HashMap<>();
        for (Map.Entry<Phrase, Tally> entry : tallies.entrySet()) {
            Phrase phrase = entry.getKey();
            double ofPhrase = Math.min(1, entry.getValue().weight / phrase.weight());
            double ofQuery = Math.min(1, entry.getValue().weight / whole);
            double strength = ofPhrase * ofPhrase * Math.sqrt(ofQuery) * ofQuery;
            if (ofPhrase >= LEAST_OF_PHRASE && strength >= LEAST_STRENGTH) {
                strengths.merge(phrase.concept(), strength, Math::max);
            }
        }
        return strengths.entrySet().stream()
                .map(entry -> new Match(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Match::strength)
                        .reversed()
                        .thenComparing(match -> match.concept().phrases().getFirst()))
                .limit(MOST)
                .toList();
    }

    private void tally(Map<Phrase, Tally> tallies, String word, double weight, int index, boolean isLast) {
        String stem = Words.stem(word);
        add(tallies, byWord.getOrDefault(stem, List.of()), weight, index);
        if (isLast && word.length() > 1) {
            for (Map.Entry<String, List<Phrase>> entry :
                    byWord.subMap(word, true, word + Character.MAX_VALUE, false).entrySet()) {
                double part = 0.6 + 0.4 * word.length() / entry.getKey().length();
                add(tallies, entry.getValue(), weight * part, index);
            }
        }
    }

    private static void add(Map<Phrase, Tally> tallies, List<Phrase> phrases, double weight, int index) {
        for (Phrase phrase : phrases) {
            Tally tally = tallies.computeIfAbsent(phrase, _ -> new Tally());
            if (tally.lastWord < index) {
                tally.weight += weight;
                tally.lastWord = index;
            }
        }
    }
}
