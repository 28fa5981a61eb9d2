package org.agntos.core.grounding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Looks at every entry of a small catalogue.
final class PlainSearch implements Search {
    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparingInt(hit -> hit.name().length())
            .thenComparing(Hit::name);

    private final List<PackageEntry> packages;
    private final List<OptionEntry> options;

    PlainSearch(List<PackageEntry> packages, List<OptionEntry> options) {
        this.packages = packages;
        this.options = options;
    }

    @Override
    public List<Hit> find(String query, Kinds kinds, int limit) {
        List<String> words = List.of(query.toLowerCase(Locale.ROOT).strip().split("[\\s]+"));
        if (Spelling.key(query).isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        if (kinds.has(Hit.Kind.OPTION)) {
            options.forEach(option -> add(hits, hit(option, words)));
        }
        if (kinds.has(Hit.Kind.PACKAGE)) {
            packages.forEach(entry -> add(hits, hit(entry, words)));
        }
        return hits.stream().sorted(BEST_FIRST).limit(limit).toList();
    }

    private static void add(List<Hit> hits, Hit hit) {
        if (hit.score() > 0) {
            hits.add(hit);
        }
    }

    private static Hit hit(OptionEntry option, List<String> words) {
        double score = score(words, option.path(), option.keywords(), option.description());
        boolean isSwitch = option.path().endsWith(".enable");
        return new Hit(
                option.path(),
                Hit.Kind.OPTION,
                option.type(),
                option.description(),
                option.defaultText(),
                isSwitch ? score * 1.2 : score);
    }

    private static Hit hit(PackageEntry entry, List<String> words) {
        double score = score(words, entry.attribute(), entry.keywords(), entry.description());
        return new Hit(entry.attribute(), Hit.Kind.PACKAGE, "", entry.description(), "", score);
    }

    /// Nought if a word is found nowhere; a whole name counts more than its beginning, a name more than a description.
    private static double score(List<String> words, String name, List<String> keywords, String description) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(String.join(" ", words))) {
            return 20;
        }
        double sum = 0;
        for (String word : words) {
            double best = inText(word, lower) * 4;
            for (String keyword : keywords) {
                best = Math.max(best, inText(word, keyword) * 3);
            }
            best = Math.max(best, inText(word, description.toLowerCase(Locale.ROOT)));
            if (best == 0) {
                return 0;
            }
            sum += best;
        }
        return sum / words.size();
    }

    private static double inText(String word, String text) {
        double best = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            best = Math.max(best, begins && ends ? 3 : begins ? 2 : 0.5);
        }
        return best;
    }
}
