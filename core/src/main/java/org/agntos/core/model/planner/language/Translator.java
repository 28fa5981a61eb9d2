package org.agntos.core.model.planner.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.agntos.core.model.planner.recipe.Resources;

/// Turns a request in another language into an English one, as far as its rules go. Names stay as they are.
public final class Translator {
    private static final List<String> LANGUAGES = List.of("de", "es", "fr", "pt", "zh", "ja");
    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "are", "my", "to", "for", "with", "on", "of", "and", "i", "it", "please", "install", "open",
            "enable", "in", "what", "why", "how", "this", "that", "do", "not", "be", "was", "will", "at", "from", "use",
            "set", "turn", "off", "make", "want", "need", "can", "you", "have", "has", "should", "where", "who", "when",
            "which", "change", "add", "remove", "disable", "but", "so", "all", "its");

    private final List<Language> languages;

    private Translator(List<Language> languages) {
        this.languages = List.copyOf(languages);
    }

    /// @param isLast true if what the rule made is left alone
    private record Rule(Pattern pattern, String replacement, boolean isLast) {}

    /// @param words by which it is known; @param shared words that are of English too
    private record Language(Set<String> words, Set<String> shared, Pattern script, List<Rule> rules) {
        /// How many more words are of this language than of English.
        long fit(String request) {
            if (!script.pattern().isEmpty()) {
                return script.matcher(request).find() ? 100 : 0;
            }
            // A word inside a name, such as `America/Los_Angeles` or `example.com`, is of no language.
            String[] all = Arrays.stream(request.toLowerCase(Locale.ROOT).split("[\\s,;!?()\"]+", -1))
                    .map(word -> word.replaceFirst("[.:]+$", ""))
                    .filter(word -> word.matches("[\\p{L}'-]+"))
                    .toArray(String[]::new);
            long own = Arrays.stream(all).filter(words::contains).count();
            long english = Arrays.stream(all)
                    .filter(word -> ENGLISH.contains(word) && !shared.contains(word))
                    .count();
            return own - english;
        }

        String english(String request) {
            String text = request;
            for (Rule rule : rules) {
                var matcher = rule.pattern().matcher(text);
                if (matcher.find()) {
                    text = matcher.replaceAll(rule.replacement());
                    if (rule.isLast()) {
                        return text;
                    }
                }
            }
            return text.replaceAll("\\s+", " ").strip();
        }
    }

    /// @throws IllegalArgumentException if a rule cannot be read
    public static Translator load() {
        return new Translator(LANGUAGES.stream().map(Translator::language).toList());
    }

    /// Lines `words WORD…`, `shared WORD…` (those that are of English too), `script REGEX`, and rules: a pattern, a
    /// tab, what it becomes; a third column `end` leaves
    /// the rest of the request as it is.
    private static Language language(String code) {
        List<String> lines = Resources.lines("languages/" + code + ".tsv");
        Set<String> words = words(lines, "words ");
        Set<String> shared = words(lines, "shared ");
        String script = lines.stream()
                .filter(line -> line.startsWith("script "))
                .map(line -> line.substring(7))
                .findFirst()
                .orElse("");
        List<Rule> rules = lines.stream()
                .filter(line -> line.indexOf('\t') > 0)
                .map(line -> rule(line, script.isEmpty()))
                .toList();
        return new Language(words, shared, Pattern.compile(script), rules);
    }

    private static Set<String> words(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .flatMap(line -> Arrays.stream(line.substring(kind.length()).split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Rule rule(String line, boolean hasWords) {
        String[] columns = line.split("\t", -1);
        String regex = hasWords
                ? "(?<![\\p{L}\\p{N}/_@.])(?:" + columns[0] + ")(?![\\p{L}\\p{N}/_@]|\\.[\\p{L}\\p{N}])"
                : columns[0];
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return new Rule(Pattern.compile(regex, flags), columns[1], columns.length > 2 && columns[2].equals("end"));
    }

    /// The request in English, or as it is where no other language is seen.
    public String english(String request) {
        Optional<Language> best = languages.stream()
                .filter(language -> language.fit(request) > 0)
                .max(Comparator.comparingLong(language -> language.fit(request)));
        return best.map(language -> language.english(request.replaceAll("[¿¡]", "")))
                .orElse(request);
    }
}
