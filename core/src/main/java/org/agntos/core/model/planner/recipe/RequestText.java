package org.agntos.core.model.planner.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A request made even for matching: one blank before, after and between its words; `,` `;` and `=` are words of their
/// own; quoted text keeps its quotes.
///
/// @param text such as ` install htop , and git ; `
public record RequestText(String text) {
    /// What stands between two parts that may each have a verb of their own.
    public static final Pattern JOINT = Pattern.compile("(?<= )(?:[,;]|and|but|then|also|plus|or|&|\\+) ");

    public RequestText {
        if (!text.startsWith(" ") || !text.endsWith(" ")) {
            throw new IllegalArgumentException("'" + text + "' (expected: a blank at both ends)");
        }
    }

    /// @param words in order, none of them blank
    public static RequestText of(List<String> words) {
        return new RequestText(words.isEmpty() ? " " : " " + String.join(" ", words) + " ");
    }

    /// All words in lower case, also without a plural's ending and in the parts between dashes.
    Set<String> words() {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
            add(words, word);
            if (word.indexOf('-') > 0) {
                for (String part : word.split("-", -1)) {
                    add(words, part);
                }
            }
        }
        return words;
    }

    private static void add(Set<String> words, String word) {
        words.add(word);
        if (word.length() > 3 && word.endsWith("s")) {
            words.add(word.substring(0, word.length() - 1));
            if (word.endsWith("es")) {
                words.add(word.substring(0, word.length() - 2));
            }
        }
    }
}
