package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.model.planner.recipe.RecipeBook;
import org.agntos.core.model.planner.recipe.RequestText;

/// Makes requests even, and puts right the slips in them. Safe for any thread.
final class RequestTexts {
    private static final int SHORTEST = 5;

    private final Catalogue catalogue;
    /// By length, so that only words of nearly the same length are compared.
    private final List<Set<String>> vocabulary = new ArrayList<>();
    private final Set<String> all = new HashSet<>();

    RequestTexts(Catalogue catalogue, RecipeBook wishes, Set<String> names) {
        this.catalogue = catalogue;
        wishes.vocabulary().forEach(this::add);
        names.forEach(this::add);
        Heads.commands().forEach(this::add);
    }

    private void add(String word) {
        if (all.add(word) && word.chars().allMatch(Character::isLetterOrDigit)) {
            while (vocabulary.size() <= word.length()) {
                vocabulary.add(new HashSet<>());
            }
            vocabulary.get(word.length()).add(word);
        }
    }

    /// @param read such as `firefx` and `firefox`
    record Slip(String typed, String read) {}

    /// @param slips what was put right
    record Even(RequestText text, List<Slip> slips) {
        Even {
            slips = List.copyOf(slips);
        }
    }

    Even even(String request) {
        List<String> words = new ArrayList<>();
        List<Slip> slips = new ArrayList<>();
        for (Token token : Tokeniser.tokens(request)) {
            switch (token.kind()) {
                case WORD -> words.add(corrected(token.text().replace("'", "").replace("’", ""), slips));
                case QUOTED -> words.add('"' + token.text().replace("\"", "") + '"');
                case SEPARATOR ->
                    words.add(token.text().equals("+") || token.text().equals("&") ? "and" : ",");
                case EQUALS -> words.add(token.text().equals(":") ? ":" : "=");
                case STOP -> words.add(token.text().startsWith("?") ? "?" : ";");
            }
        }
        words.removeIf(String::isBlank);
        return new Even(RequestText.of(words), slips);
    }

    private String corrected(String word, List<Slip> slips) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("pls") || lower.equals("plz")) {
            return "please";
        }
        boolean isKnown = lower.length() < SHORTEST
                || lower.startsWith("what")
                || !lower.chars().allMatch(Character::isLetterOrDigit)
                || lower.chars().anyMatch(c -> c > 0x24f)
                || all.contains(lower)
                || (lower.endsWith("s") && all.contains(lower.substring(0, lower.length() - 1)))
                || CommonWords.isEnglish(lower)
                || isInflected(lower)
                || catalogue.packageAt(lower).isPresent();
        if (isKnown) {
            return word;
        }
        Optional<String> meant = nearest(lower);
        meant.ifPresent(read -> slips.add(new Slip(word, read)));
        return meant.orElse(word);
    }

    /// `scrolling` is no slip of anything where `scroll` is a word.
    private boolean isInflected(String word) {
        for (String ending : List.of("ing", "ed", "ly", "er", "es", "d", "al")) {
            String stem = word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : "";
            boolean isStem = stem.length() > 2
                    && (all.contains(stem) || all.contains(stem + "e") || CommonWords.isEnglish(stem));
            if (isStem) {
                return true;
            }
        }
        return false;
    }

    /// Another ending makes another word more often than a slip does, and so does one other letter in a short word.
    private static boolean isSlip(String typed, String word) {
        if (typed.length() == word.length()) {
            boolean isSwap = IntStream.range(0, word.length())
                            .filter(i -> typed.charAt(i) != word.charAt(i))
                            .count()
                    == 2;
            return isSwap || typed.length() > 6;
        }
        return !typed.startsWith(word) && !word.startsWith(typed);
    }

    /// The one word that is a slip away; none if there are several.
    private Optional<String> nearest(String typed) {
        Set<String> near = new HashSet<>();
        for (int length = typed.length() - 1; length <= typed.length() + 1 && length < vocabulary.size(); length++) {
            for (String word : vocabulary.get(length)) {
                if (word.charAt(0) == typed.charAt(0)
                        && Spelling.distance(typed, word, 1) == 1
                        && isSlip(typed, word)) {
                    near.add(word);
                }
            }
        }
        return near.size() == 1 ? Optional.of(near.iterator().next()) : Optional.empty();
    }
}
