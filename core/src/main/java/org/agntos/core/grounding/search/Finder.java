package org.agntos.core.grounding.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.grounding.Spelling;

/// Answers queries over one [SearchData]. Its scratch memory is used again and again, so one query runs at a time.
final class Finder {
    private static final double[] FIELD = {1.0, 0.72, 0.42};
    private static final int LONGEST_QUERY = 200;
    private static final int MOST_PLACES = 120_000;
    private static final int MOST_SIMILAR = 40;
    private static final int PLACES_OF_SIMILAR = 60;
    private static final int SHORT_PLACES = 8;
    private static final int KNOWN = 115;
    private static final double WORDS = 10;
    private static final double RANK = 4;
    private static final double CONCEPT = 12;

    private final SearchData data;
    private final ConceptMatcher concepts;
    private final Scores scores;
    /// How many places of one term, and of one query, are looked at; the most prominent come first.
    private int most;

    private int placesLeft;

    /// @param document its number; @param score the higher the better
    record Scored(int document, double score) {
        private static final Comparator<Scored> WORST_FIRST =
                Comparator.comparingDouble(Scored::score).thenComparing(Scored::document, Comparator.reverseOrder());
    }

    Finder(SearchData data, ConceptMatcher concepts) {
        this.data = data;
        this.concepts = concepts;
        this.scores = new Scores(data.size());
    }

    synchronized List<Scored> find(String query, Kinds kinds, int limit) {
        String text = query.strip();
        text = text.length() > LONGEST_QUERY ? text.substring(0, LONGEST_QUERY) : text;
        if (limit < 1 || Spelling.key(text).isEmpty()) {
            return List.of();
        }
        scores.beginQuery();
        placesLeft = MOST_PLACES;
        boolean isPath = text.indexOf('.') > 0 && text.indexOf(' ') < 0;
        List<String> words = words(text, isPath);
        double whole = 0;
        for (int i = 0; i < words.size(); i++) {
            boolean isTooShort = words.size() > 1 && words.get(i).length() < 2;
            whole += isTooShort ? 0 : word(words.get(i), words.size() == 1);
        }
        if (!isPath && !words.getFirst().equals(Spelling.key(text))) {
            joined(Spelling.key(text));
        }
        if (isPath) {
            path(text);
        } else {
            concepts(words);
        }
        return best(kinds, limit, Math.max(whole, 1e-6));
    }

    private static List<String> words(String text, boolean isPath) {
        if (isPath) {
            List<String> keys = new ArrayList<>();
            for (String segment : Heads.segments(text)) {
                if (!segment.isEmpty()
                        && !Heads.isOwnName(segment)
                        && !Spelling.key(segment).isEmpty()) {
                    keys.add(Spelling.key(segment));
                }
            }
            return keys;
        }
        List<String> words = Words.ofText(text, 16);
        return words.isEmpty() ? List.of(Spelling.key(text)) : words;
    }

    /// Gives every document its due for one word. @return how much the word counts
    ///
    /// @param isAlone true if it is the only word, so that a slip in it is worth looking for even if it is a name
    private double word(String word, boolean isAlone) {
        byte[] prefix = word.getBytes(StandardCharsets.UTF_8);
        int first = data.terms.firstFrom(prefix);
        int end = first;
        while (end < data.terms.size() && data.terms.beginsWith(end, prefix)) {
            end++;
        }
        int exact = data.terms.find(word);
        int stem = data.terms.find(Words.stem(word));
        int frequency = frequency(exact, stem, first, end);
        double weight = Words.weight(word) * rarity(frequency);
        scores.beginWord(weight);
        most = Integer.MAX_VALUE;
        boolean isKnown = places(exact, 1);
        isKnown |= stem != exact && places(stem, 0.96);
        isKnown |= exact >= 0 && !isAlone;
        most = isAlone && prefix.length < 3 ? prefix.length * prefix.length * SHORT_PLACES : Integer.MAX_VALUE;
        for (int term = first; term < end; term++) {
            if (term != exact) {
                isKnown |= places(term, 0.5 + 0.42 * prefix.length / data.terms.length(term));
            }
        }
        if (!isKnown) {
            similar(word);
        }
        return weight;
    }

    private int frequency(int exact, int stem, int first, int end) {
        int term = exact >= 0 ? exact : stem;
        return term >= 0
                ? data.firstPlaces[term + 1] - data.firstPlaces[term]
                : data.firstPlaces[end] - data.firstPlaces[first];
    }

    private double rarity(int frequency) {
        double most = Math.log(data.size() + 2.0);
        return Math.max(0.12, (most - Math.log(frequency + 1.0)) / most);
    }

    /// @return true if something well known is called so
    private boolean places(int term, double factor) {
        if (term < 0) {
            return false;
        }
        boolean isKnown = false;
        int count = Math.min(data.firstPlaces[term + 1] - data.firstPlaces[term], Math.min(most, placesLeft));
        int end = data.firstPlaces[term] + count;
        for (int i = data.firstPlaces[term]; i < end; i++) {
            int place = data.places[i];
            int document = SearchData.document(place);
            int field = SearchData.field(place);
            scores.forWord(document, FIELD[field] * factor);
            isKnown |= field == SearchData.HEAD && (data.ranks[document] & 0xff) >= KNOWN;
        }
        placesLeft -= count;
        return isKnown;
    }

    private void similar(String word) {
        int most = word.length() < 4 ? 0 : word.length() < 6 ? 1 : 2;
        if (most == 0) {
            return;
        }
        List<int[]> found = new ArrayList<>();
        data.terms.similar(word, most, data.nameTerms, (term, slips) -> {
            if (slips > 0) {
                found.add(new int[] {term, slips, prominence(term)});
            }
        });
        found.sort(Comparator.comparingInt((int[] near) -> near[1] * 60 - near[2]));
        for (int[] near : found.subList(0, Math.min(MOST_SIMILAR, found.size()))) {
            boolean hasSameStart = data.terms.text(near[0]).charAt(0) == word.charAt(0);
            double factor = (near[1] == 1 ? 0.78 : 0.6) + (hasSameStart ? 0.04 : 0);
            int end = Math.min(data.firstPlaces[near[0] + 1], data.firstPlaces[near[0]] + PLACES_OF_SIMILAR);
            for (int i = data.firstPlaces[near[0]]; i < end; i++) {
                int field = SearchData.field(data.places[i]);
                scores.forWord(SearchData.document(data.places[i]), FIELD[field] * factor);
            }
        }
    }

    /// How prominent the first document is that is called so.
    private int prominence(int term) {
        int end = Math.min(data.firstPlaces[term + 1], data.firstPlaces[term] + PLACES_OF_SIMILAR);
        for (int i = data.firstPlaces[term]; i < end; i++) {
            if (SearchData.field(data.places[i]) == SearchData.HEAD) {
                return data.ranks[SearchData.document(data.places[i])] & 0xff;
            }
        }
        return 0;
    }

    /// Several words that are one name, as in `next cloud` and `allowed tcp ports`.
    private void joined(String key) {
        byte[] prefix = key.getBytes(StandardCharsets.UTF_8);
        for (int term = data.terms.firstFrom(prefix);
                term < data.terms.size() && data.terms.beginsWith(term, prefix);
                term++) {
            boolean isWhole = data.terms.length(term) == prefix.length;
            double factor = isWhole ? 1.02 : 0.55 + 0.42 * prefix.length / data.terms.length(term);
            for (int i = data.firstPlaces[term]; i < data.firstPlaces[term + 1]; i++) {
                int field = SearchData.field(data.places[i]);
                if (field != SearchData.TEXT) {
                    int document = SearchData.document(data.places[i]);
                    scores.beside(document, WORDS * FIELD[field] * factor + rank(document));
                }
            }
        }
    }

    private double rank(int document) {
        return RANK * (data.ranks[document] & 0xff) / 255;
    }

    /// Names that begin with what was typed.
    private void path(String text) {
        byte[] prefix = text.getBytes(StandardCharsets.UTF_8);
        int length = text.length();
        int depth = (int) text.chars().filter(c -> c == '.').count() + 1;
        for (int place = data.names.firstFrom(prefix); data.names.beginsWith(place, prefix); place++) {
            int document = data.names.at(place);
            int more = data.names.depth(document) - depth;
            boolean isWholeSegment = data.names.length(document) == length
                    || data.names.letters()[data.names.starts()[document] + prefix.length] == '.'
                    || text.endsWith(".");
            double score = WORDS + (isWholeSegment ? 2 : 1) - 0.3 * Math.min(more, 6);
            if (data.names.length(document) == length) {
                score += 4;
            } else if (data.names.endsWith(document, ".enable") && more <= 1) {
                score += 2;
            }
            scores.beside(document, score + rank(document));
        }
    }

    private void concepts(List<String> words) {
        for (ConceptMatcher.Match match : concepts.match(words)) {
            double score = CONCEPT * match.strength();
            for (String target : match.concept().targets()) {
                int document = document(target);
                if (document >= 0) {
                    scores.beside(document, score + rank(document) / 4);
                    score -= 0.25;
                }
            }
        }
    }

    private int document(String target) {
        if (target.startsWith("pkgs.")) {
            return data.find(Hit.Kind.PACKAGE, target.substring(5)).orElse(-1);
        }
        return data.find(Hit.Kind.OPTION, target)
                .or(() -> data.find(Hit.Kind.HOME, target))
                .orElse(-1);
    }

    private List<Scored> best(Kinds kinds, int limit, double whole) {
        PriorityQueue<Scored> best = new PriorityQueue<>(Scored.WORST_FIRST);
        for (int i = 0; i < scores.count(); i++) {
            int document = scores.touched(i);
            if (kinds.has(data.kind(document))) {
                double byWords = WORDS * scores.sum(document) / whole + rank(document);
                double score =
                        Math.max(byWords, scores.extra(document)) + 0.1 * Math.min(byWords, scores.extra(document));
                if (best.size() < limit || score >= best.element().score()) {
                    best.add(new Scored(document, score));
                    if (best.size() > limit) {
                        best.remove();
                    }
                }
            }
        }
        Scored[] found = best.toArray(Scored[]::new);
        Arrays.sort(found, Scored.WORST_FIRST.reversed());
        return modulesFirst(found);
    }

    /// The switch of a module comes before the bare package that it sets up.
    private List<Scored> modulesFirst(Scored[] found) {
        List<Scored> ordered = new ArrayList<>(List.of(found));
        for (int i = 0; i < ordered.size(); i++) {
            int document = ordered.get(i).document();
            if (data.kind(document) == Hit.Kind.PACKAGE) {
                String end = "." + data.name(document) + ".enable";
                for (int j = i + 1; j < ordered.size(); j++) {
                    int other = ordered.get(j).document();
                    boolean isModule = data.kind(other) == Hit.Kind.OPTION && data.names.depth(other) == 3;
                    if (isModule && data.names.endsWith(other, end)) {
                        ordered.remove(j);
                        ordered.add(i, new Scored(other, ordered.get(i).score()));
                        i++;
                    }
                }
            }
        }
        return ordered;
    }
}
