package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.model.planner.Intent.Name;

/// Looks names up: as said, without describing words, by its beginning, by near spelling, and last by description.
/// Only what the catalogue holds is ever found.
final class NameFinder {
    private static final int MOST_CHOICES = 5;

    private final Catalogue catalogue;
    private final SpellingFinder spelling;

    NameFinder(Catalogue catalogue, SpellingFinder spelling) {
        this.catalogue = catalogue;
        this.spelling = spelling;
    }

    /// A package, or a module where no package has the name.
    Found packageFirst(Name name) {
        return find(name, words -> aPackage(words).or(() -> aModule(words)));
    }

    /// A module, or a package where no module has the name.
    Found moduleFirst(Name name) {
        return find(name, words -> aModule(words).or(() -> aPackage(words)));
    }

    /// As [#packageFirst], but only what the words name exactly, and never by one plain English word.
    Found exactly(Name name) {
        Function<String, Optional<Found>> look = words -> aPackage(words).or(() -> aModule(words));
        boolean isPlain = name.words().size() == 1 && CommonWords.isEnglish(name.key());
        return isPlain ? new Found.Nothing() : exact(name, look).orElse(new Found.Nothing());
    }

    private Found find(Name name, Function<String, Optional<Found>> look) {
        return exact(name, look)
                .or(() -> spelling.find(name.key()))
                .or(() -> described(name))
                .orElse(new Found.Nothing());
    }

    private Optional<Found> exact(Name name, Function<String, Optional<Found>> look) {
        List<String> words = name.words().stream().map(Token::text).toList();
        Optional<Found> whole = lookUp(words, look);
        if (whole.isPresent() || words.size() == 1) {
            return whole;
        }
        List<String> telling = words.stream()
                .filter(word -> !CommonWords.isGeneric(Tokeniser.key(word)))
                .toList();
        if (!telling.isEmpty() && telling.size() < words.size()) {
            Optional<Found> found = lookUp(telling, look);
            if (found.isPresent()) {
                return found;
            }
        }
        return parts(words, look);
    }

    /// The longest beginning, else the longest ending, that names something and is no plain English.
    private Optional<Found> parts(List<String> words, Function<String, Optional<Found>> look) {
        for (int length = words.size() - 1; length >= 1; length--) {
            for (List<String> part :
                    List.of(words.subList(0, length), words.subList(words.size() - length, words.size()))) {
                boolean isPlain = part.stream().allMatch(word -> CommonWords.isEnglish(Tokeniser.key(word)));
                boolean isRestPlain = words.stream()
                        .filter(word -> !part.contains(word))
                        .allMatch(word -> CommonWords.isEnglish(Tokeniser.key(word)) || isDescribing(word));
                if (!isPlain && (isRestPlain || part.equals(words.subList(0, length)))) {
                    Optional<Found> found = lookUp(part, look);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDescribing(String word) {
        String key = Tokeniser.key(word);
        return key.endsWith("ing") || key.endsWith("er") || key.endsWith("ly");
    }

    private static Optional<Found> lookUp(List<String> words, Function<String, Optional<Found>> look) {
        for (String joint : words.size() == 1 ? List.of("") : List.of(" ", "-", "", "_", ".")) {
            Optional<Found> found = look.apply(String.join(joint, words));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> aPackage(String name) {
        return catalogue
                .packageAt(name)
                .or(() -> catalogue.packageCalled(name))
                .map(entry -> new Found.APackage(entry, ""));
    }

    private Optional<Found> aModule(String name) {
        return enableOption(name).or(() -> catalogue.moduleCalled(name)).map(option -> new Found.AModule(option, ""));
    }

    /// `services.openssh` and `services.openssh.enable` both name the module.
    private Optional<OptionEntry> enableOption(String path) {
        if (path.indexOf('.') < 0) {
            return Optional.empty();
        }
        return catalogue.option(path.endsWith(".enable") ? path : path + ".enable");
    }

    /// Packages whose description or keywords hold every telling word.
    private Optional<Found> described(Name name) {
        List<String> names = describedBy(name.words());
        return names.isEmpty() ? Optional.empty() : Optional.of(new Found.Several(names, false));
    }

    /// At most five packages, those first whose keywords hold more of the words.
    List<String> describedBy(List<Token> tokens) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Token token : tokens) {
            String stem = stem(token.key());
            if (token.isName() && stem.length() > 2 && !isNoise(stem)) {
                wanted.add(stem);
            }
        }
        if (wanted.isEmpty() || wanted.stream().allMatch(word -> word.length() < 4 && CommonWords.isEnglish(word))) {
            return List.of();
        }
        List<Ranked> ranked = new ArrayList<>();
        for (PackageEntry entry : catalogue.packages()) {
            int score = score(entry, wanted);
            if (score > 0) {
                ranked.add(new Ranked(entry.attribute(), score));
            }
        }
        ranked.sort((a, b) -> Integer.compare(b.score(), a.score()));
        return ranked.stream().limit(MOST_CHOICES).map(Ranked::attribute).toList();
    }

    private record Ranked(String attribute, int score) {}

    private static boolean isNoise(String word) {
        return Set.of(
                        "a",
                        "an",
                        "the",
                        "app",
                        "application",
                        "program",
                        "tool",
                        "software",
                        "thing",
                        "package",
                        "good",
                        "nice",
                        "nicer",
                        "better",
                        "best",
                        "simple",
                        "new",
                        "some",
                        "any",
                        "like",
                        "something",
                        "for",
                        "with",
                        "that",
                        "can",
                        "and",
                        "of",
                        "to",
                        "me",
                        "my",
                        "please",
                        "run",
                        "use")
                .contains(word);
    }

    private static int score(PackageEntry entry, Set<String> wanted) {
        String keywords = " " + String.join(" ", entry.keywords()).toLowerCase(Locale.ROOT) + " ";
        String text = " " + entry.description().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+#.-]+", " ") + " ";
        int score = 0;
        for (String word : wanted) {
            if (keywords.contains(" " + word)) {
                score += 3;
            } else if (text.contains(" " + word)) {
                score += 1;
            } else {
                return 0;
            }
        }
        return score;
    }

    private static String stem(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
