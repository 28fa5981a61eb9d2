package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which words of two lines that belong together differ.
///
/// @param before the ranges of the old line that went; @param after the ranges of the new line that came
record WordMarks(List<Range> before, List<Range> after) {
    static final WordMarks NONE = new WordMarks(List.of(), List.of());

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);
    private static final int LONGEST_LINE = 4_000;
    private static final double SAME_LINE = 0.4;

    record Range(int start, int end) {}

    /// [#NONE] where the lines have too little in common for marks to help.
    static WordMarks of(String before, String after) {
        if (before.length() > LONGEST_LINE || after.length() > LONGEST_LINE || similarity(before, after) < SAME_LINE) {
            return NONE;
        }
        List<String> oldWords = words(before);
        List<String> newWords = words(after);
        boolean[] oldKept = new boolean[oldWords.size()];
        boolean[] newKept = new boolean[newWords.size()];
        for (LineMatcher.Match match : LineMatcher.match(oldWords, newWords)) {
            oldKept[match.before()] = true;
            newKept[match.after()] = true;
        }
        return new WordMarks(changed(oldWords, oldKept), changed(newWords, newKept));
    }

    /// From 0 (nothing in common) to 1 (the same words, in whatever order); white space does not count.
    static double similarity(String before, String after) {
        Map<String, Integer> counts = new HashMap<>();
        int oldSize = 0;
        int newSize = 0;
        int common = 0;
        for (String word : words(before)) {
            if (!word.isBlank()) {
                counts.merge(word, 1, Integer::sum);
                oldSize += word.length();
            }
        }
        for (String word : words(after)) {
            if (!word.isBlank()) {
                newSize += word.length();
                if (counts.merge(word, -1, Integer::sum) >= 0) {
                    common += word.length();
                }
            }
        }
        return oldSize + newSize == 0 ? 1 : 2.0 * common / (oldSize + newSize);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<Range> changed(List<String> words, boolean[] kept) {
        List<Range> ranges = new ArrayList<>();
        int at = 0;
        int open = -1;
        for (int i = 0; i < kept.length; i++) {
            boolean bridges = open >= 0 && words.get(i).isBlank() && i + 1 < kept.length && !kept[i + 1];
            if (!kept[i] && open < 0) {
                open = at;
            } else if (kept[i] && open >= 0 && !bridges) {
                ranges.add(new Range(open, at));
                open = -1;
            }
            at += words.get(i).length();
        }
        if (open >= 0) {
            ranges.add(new Range(open, at));
        }
        return ranges;
    }
}
