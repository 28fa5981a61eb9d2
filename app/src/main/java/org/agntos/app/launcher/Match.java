package org.agntos.app.launcher;

import java.util.Locale;

/// How well a name fits what was typed.
final class Match {
    private static final double EXACT = 1;
    private static final double BEGINNING = 0.9;
    private static final double WORD = 0.75;
    private static final double INSIDE = 0.5;

    private Match() {}

    /// From 0 (not at all) to 1 (the same); letters' case does not count. Of several words each must be found.
    static double of(String query, String name) {
        String wanted = query.toLowerCase(Locale.ROOT);
        String text = name.toLowerCase(Locale.ROOT);
        if (text.equals(wanted)) {
            return EXACT;
        }
        if (text.startsWith(wanted)) {
            return BEGINNING;
        }
        double sum = 0;
        String[] words = wanted.split("\\s+", -1);
        for (String word : words) {
            int at = text.indexOf(word);
            if (at < 0 || word.isEmpty()) {
                return 0;
            }
            sum += beginsWord(text, word) ? WORD : INSIDE;
        }
        return sum / words.length;
    }

    private static boolean beginsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }
}
