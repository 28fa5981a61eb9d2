package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;

/// Finds the option that a path or a few words name, such as `networking.hostName` or `time zone`.
final class OptionFinder {
    private final Catalogue catalogue;

    OptionFinder(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param path as the person wrote it, with their own names in it; @param used the tokens that name the option
    record Named(OptionEntry option, String path, List<Token> used) {}

    Optional<Named> byPath(Token token) {
        return token.text().contains(".")
                ? catalogue.option(token.text()).map(option -> new Named(option, token.text(), List.of(token)))
                : Optional.empty();
    }

    /// The option of whose keywords, or last segment, the most words stand at the beginning.
    Optional<Named> byWords(List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isName).toList();
        for (int length = Math.min(words.size(), 4); length >= 1; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                String phrase = phrase(words.subList(start, start + length));
                Optional<OptionEntry> option = called(phrase);
                if (option.isPresent()) {
                    List<Token> used = List.copyOf(words.subList(start, start + length));
                    return Optional.of(new Named(option.get(), option.get().path(), used));
                }
            }
        }
        return Optional.empty();
    }

    private static String phrase(List<Token> words) {
        return String.join("", words.stream().map(word -> squeeze(word.key())).toList());
    }

    private static String squeeze(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Optional<OptionEntry> called(String phrase) {
        if (phrase.length() < 4 || CommonWords.isEnglish(phrase)) {
            return Optional.empty();
        }
        List<OptionEntry> byKeyword = new ArrayList<>();
        List<OptionEntry> byName = new ArrayList<>();
        for (OptionEntry option : catalogue.options()) {
            String last = option.path().substring(option.path().lastIndexOf('.') + 1);
            if (option.path().endsWith(".enable") || option.path().contains("<")) {
                continue;
            }
            if (option.keywords().stream().anyMatch(keyword -> squeeze(keyword).equals(phrase))) {
                byKeyword.add(option);
            } else if (squeeze(last).equals(phrase)) {
                byName.add(option);
            }
        }
        if (!byKeyword.isEmpty()) {
            return Optional.of(byKeyword.getFirst());
        }
        // A last segment such as `settings` names nothing by itself.
        return byName.size() == 1 ? Optional.of(byName.getFirst()) : Optional.empty();
    }
}
