package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.model.planner.recipe.Mention;
import org.agntos.core.model.planner.recipe.RequestText;

/// The names of programs and services that people use most, found in a request wherever they stand. Plain English words
/// are none, however many programs are called so. Safe for any thread.
final class KnownNames {
    private static final Pattern WORD = Pattern.compile("[^ ,;=\"]+ ");
    private static final int MOST_WORDS = 4;

    private final Set<String> names = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    KnownNames() {
        for (PackageEntry entry : Familiar.packages()) {
            add(entry.attribute());
            add(entry.attribute().substring(entry.attribute().lastIndexOf('.') + 1));
            entry.keywords().forEach(this::add);
        }
        for (OptionEntry option : Familiar.options()) {
            if (option.path().endsWith(".enable") && !option.path().contains("<")) {
                add(ThingPlanner.shortName(option.path()));
                option.keywords().forEach(this::add);
            }
        }
    }

    private void add(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!CommonWords.isEnglish(lower) && lower.length() > 1) {
            names.add(key(lower));
            words.addAll(List.of(lower.split("[ -]", -1)));
        }
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[ _.-]", "");
    }

    /// The single words of all names, for telling a slip from a word.
    Set<String> words() {
        return words;
    }

    List<Mention> mentions(RequestText request) {
        List<int[]> places = new ArrayList<>();
        Matcher word = WORD.matcher(request.text());
        while (word.find()) {
            places.add(new int[] {word.start(), word.end()});
        }
        List<Mention> found = new ArrayList<>();
        for (int from = 0; from < places.size(); from++) {
            for (int length = Math.min(MOST_WORDS, places.size() - from); length > 0; length--) {
                int start = places.get(from)[0];
                int end = places.get(from + length - 1)[1];
                String text = request.text().substring(start, end).strip();
                boolean isWhole = text.length() == end - start - 1 && text.indexOf(',') < 0 && text.indexOf(';') < 0;
                if (isWhole && isName(text)) {
                    found.add(new Mention.OfName(start, end, text));
                    break;
                }
            }
        }
        return found;
    }

    private boolean isName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return !CommonWords.isEnglish(lower) && names.contains(key(lower)) && !lower.matches("\\d+");
    }
}
