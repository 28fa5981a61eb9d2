package org.agntos.core.model.planner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;

/// Finds the option that a path or a few words name, such as `networking.hostName` or `time zone`.
final class OptionFinder {
    private static final int MOST_WORDS = 4;

    private final Catalogue catalogue;
    /// By keyword, or by the last segment where just one option ends in it; without blanks and in lower case.
    private final Map<String, OptionEntry> byPhrase;

    OptionFinder(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.byPhrase = phrases(catalogue.options());
    }

    private static Map<String, OptionEntry> phrases(List<OptionEntry> options) {
        Map<String, OptionEntry> byKeyword = new HashMap<>();
        Map<String, OptionEntry> byName = new HashMap<>();
        Set<String> repeated = new HashSet<>();
        for (OptionEntry option : options) {
            if (!option.path().endsWith(".enable") && !option.path().contains("<")) {
                option.keywords().forEach(keyword -> byKeyword.putIfAbsent(squeeze(keyword), option));
                String name = squeeze(option.path().substring(option.path().lastIndexOf('.') + 1));
                if (byName.put(name, option) != null) {
                    repeated.add(name);
                }
            }
        }
        byName.keySet().removeAll(repeated);
        byName.forEach(byKeyword::putIfAbsent);
        byKeyword.keySet().removeIf(phrase -> phrase.length() < 4 || CommonWords.isEnglish(phrase));
        return byKeyword;
    }

    /// @param path as the person wrote it, with their own names in it; @param used the tokens that name the option
    record Named(OptionEntry option, String path, List<Token> used) {}

    Optional<Named> byPath(Token token) {
        return token.text().contains(".")
                ? catalogue.option(token.text()).map(option -> new Named(option, token.text(), List.of(token)))
                : Optional.empty();
    }

    /// The option that the longest run of words names.
    Optional<Named> byWords(List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isName).toList();
        for (int length = Math.min(words.size(), MOST_WORDS); length >= 1; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                List<Token> run = words.subList(start, start + length);
                OptionEntry option = byPhrase.get(phrase(run));
                if (option != null) {
                    return Optional.of(new Named(option, option.path(), List.copyOf(run)));
                }
            }
        }
        return Optional.empty();
    }

    private static String phrase(List<Token> words) {
        return squeeze(String.join("", words.stream().map(Token::key).toList()));
    }

    private static String squeeze(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
