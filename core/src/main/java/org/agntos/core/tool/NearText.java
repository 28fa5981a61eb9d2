package org.agntos.core.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds what a text was probably meant to be: the lines of a file that are most like it.
final class NearText {
    private static final int MOST = 3;
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST = 300;
    private static final double LEAST = 0.4;

    private NearText() {}

    /// @param line from 1
    record Near(int line, String text, double likeness) {}

    /// The best first; none if nothing is like it.
    static List<Near> of(String wanted, String text) {
        List<String> lines = text.lines().limit(MOST_LINES).toList();
        int height = Math.max(1, (int) wanted.strip().lines().count());
        Set<String> pairs = pairs(wanted);
        List<Near> found = new ArrayList<>();
        for (int i = 0; i + height <= lines.size(); i++) {
            String window = String.join("\n", lines.subList(i, i + height));
            double likeness = likeness(pairs, pairs(window));
            if (likeness >= LEAST) {
                String shown = window.length() > LONGEST ? window.substring(0, LONGEST) + "…" : window;
                found.add(new Near(i + 1, shown, likeness));
            }
        }
        found.sort(Comparator.comparingDouble(Near::likeness).reversed());
        return found.subList(0, Math.min(MOST, found.size()));
    }

    /// Pairs of characters, without regard to space and case.
    private static Set<String> pairs(String text) {
        String plain = text.replaceAll("\\s+", "").toLowerCase(java.util.Locale.ROOT);
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= Math.min(plain.length(), 2_000); i++) {
            pairs.add(plain.substring(i, i + 2));
        }
        return pairs;
    }

    private static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long common = one.stream().filter(other::contains).count();
        return 2.0 * common / (one.size() + other.size());
    }
}
