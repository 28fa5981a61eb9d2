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
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.model.planner.Intent.Name;

/// Looks names up: as said, without describing words, by its beginning, by near spelling, and last by description.
/// Only what the catalogue holds is ever found.
final class NameFinder {
    private static final int MOST_CHOICES = 5;

    private final Catalogue catalogue;
    private final SpellingFinder spelling;
    private List<Searchable> searchables = List.of();

    NameFinder(Catalogue catalogue, SpellingFinder spelling) {
        this.catalogue = catalogue;
        this.spelling = spelling;
    }

    /// A package, or a module where no package has the name.
    Found packageFirst(Name name) {
        return find(name, this::packageOrModule, true);
    }

    /// A module, or a package where no module has the name.
    Found moduleFirst(Name name) {
        return find(name, words -> aModule(words).or(() -> aPackage(words)), true);
    }

    /// As [#moduleFirst] and [#packageFirst], but every telling word must belong to the name: nothing is taken away
    /// from a machine because part of a sentence sounded like it.
    Found strictly(Name name, boolean isModuleFirst) {
        return find(
                name, isModuleFirst ? words -> aModule(words).or(() -> aPackage(words)) : this::packageOrModule, false);
    }

    /// Only what the words name exactly, and never by one plain English word.
    Found exactly(Name name) {
        boolean isPlain = name.words().size() == 1 && CommonWords.isEnglish(name.key());
        return isPlain
                ? new Found.Nothing()
                : exact(name, this::packageOrModule, false).orElse(new Found.Nothing());
    }

    private Optional<Found> packageOrModule(String words) {
        return aPackage(words).or(() -> aModule(words));
    }

    private Found find(Name name, Function<String, Optional<Found>> look, boolean mayBePart) {
        return exact(name, look, mayBePart)
                .or(() -> spelling.find(name.key()))
                .or(() -> mayBePart ? described(name) : Optional.empty())
                .orElse(new Found.Nothing());
    }

    private Optional<Found> exact(Name name, Function<String, Optional<Found>> look, boolean mayBePart) {
        List<String> words = name.words().stream().map(Token::text).toList();
        Optional<Found> whole = lookUp(words, look);
        if (whole.isPresent() || words.size() == 1) {
            return whole;
        }
        List<String> telling = words.stream()
                .filter(word -> !CommonWords.isGeneric(Tokeniser.key(word)))
                .toList();
        boolean isPlain = telling.size() == 1 && CommonWords.isEnglish(Tokeniser.key(telling.getFirst()));
        if (!telling.isEmpty() && telling.size() < words.size() && !isPlain) {
            Optional<Found> found = lookUp(telling, look);
            if (found.isPresent()) {
                return found;
            }
        }
        boolean isTurned = words.stream().anyMatch(word -> CommonWords.turnsMeaning(Tokeniser.key(word)));
        return mayBePart && !isTurned ? parts(words, look) : Optional.empty();
    }

    /// The longest beginning that names something and is no plain English, or an ending after plain words.
    private static Optional<Found> parts(List<String> words, Function<String, Optional<Found>> look) {
        for (int length = words.size() - 1; length >= 1; length--) {
            Optional<Found> found = part(words.subList(0, length), List.of(), look);
            if (found.isEmpty()) {
                int start = words.size() - length;
                found = part(words.subList(start, words.size()), words.subList(0, start), look);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> part(
            List<String> part, List<String> mustBePlain, Function<String, Optional<Found>> look) {
        boolean isPlain = part.stream().allMatch(word -> CommonWords.isEnglish(Tokeniser.key(word)));
        boolean isRestPlain =
                mustBePlain.stream().allMatch(word -> CommonWords.isEnglish(Tokeniser.key(word)) || isDescribing(word));
        return isPlain || !isRestPlain ? Optional.empty() : lookUp(part, look);
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
                .or(() -> catalogue.packageCalled(name).filter(entry -> isMeantBy(name, entry.attribute())))
                .map(entry -> new Found.APackage(entry, otherName(name, entry.attribute())));
    }

    /// A member of a set, such as `haskellPackages.selinux`, is not meant by its last name alone unless it is well
    /// known.
    private boolean isMeantBy(String name, String attribute) {
        return attribute.indexOf('.') < 0
                || name.indexOf('.') >= 0
                || Familiar.packageAt(attribute).isPresent();
    }

    private Optional<Found> aModule(String name) {
        return enableOption(name)
                .or(() -> catalogue.moduleCalled(name))
                .map(option -> new Found.AModule(option, otherName(name, option.path())));
    }

    /// What a thing is called here, if that looks nothing like what it was called.
    private static String otherName(String typed, String attribute) {
        String a = squeeze(typed);
        String b = squeeze(attribute);
        return a.isEmpty() || b.contains(a) || a.contains(b) ? "" : attribute;
    }

    private static String squeeze(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// `services.openssh` and `services.openssh.enable` both name the module.
    private Optional<OptionEntry> enableOption(String path) {
        if (path.indexOf('.') < 0) {
            return Optional.empty();
        }
        return catalogue
                .option(path.endsWith(".enable") ? path : path + ".enable")
                .filter(option -> OptionType.parse(option.type()) instanceof OptionType.Bool);
    }

    /// Packages whose description or keywords hold every telling word.
    private Optional<Found> described(Name name) {
        List<String> names = describedBy(name.words());
        return names.isEmpty() ? Optional.empty() : Optional.of(new Found.Several(names, false));
    }

    /// At most five packages, those first whose keywords hold more of the words.
    List<String> describedBy(List<Token> tokens) {
        Set<String> wanted = new LinkedHashSet<>();
        boolean isTelling = false;
        for (Token token : tokens) {
            String stem = stem(token.key());
            boolean isGeneric = CommonWords.isGeneric(token.key());
            if (token.isName() && stem.length() > 2 && (isGeneric || !CommonWords.isEnglish(token.key()))) {
                wanted.add(stem);
                isTelling |= !NOISE.contains(stem);
            }
        }
        wanted.removeAll(NOISE);
        if (!isTelling || wanted.size() > 4) {
            return List.of();
        }
        List<Ranked> ranked = new ArrayList<>();
        for (Searchable one : searchables()) {
            int score = one.score(wanted);
            if (score > 0) {
                ranked.add(new Ranked(one.attribute(), score));
            }
        }
        ranked.sort((a, b) -> Integer.compare(b.score(), a.score()));
        return ranked.stream().limit(MOST_CHOICES).map(Ranked::attribute).toList();
    }

    private record Ranked(String attribute, int score) {}

    private static final Set<String> NOISE = Set.of(
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
            "for",
            "that",
            "please",
            "use",
            "stuff",
            "small",
            "fast");

    private synchronized List<Searchable> searchables() {
        if (searchables.isEmpty()) {
            searchables = catalogue.packages().stream().map(Searchable::of).toList();
        }
        return searchables;
    }

    /// The words of a package, made ready once.
    private record Searchable(String attribute, String keywords, String description) {
        static Searchable of(PackageEntry entry) {
            return new Searchable(
                    entry.attribute(),
                    " " + String.join(" ", entry.keywords()).toLowerCase(Locale.ROOT),
                    " " + entry.description().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+#.-]+", " "));
        }

        /// 0 if a word is missing.
        int score(Set<String> wanted) {
            int score = 0;
            for (String word : wanted) {
                if (keywords.contains(" " + word)) {
                    score += 3;
                } else if (description.contains(" " + word)) {
                    score += 1;
                } else {
                    return 0;
                }
            }
            return score;
        }
    }

    private static String stem(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
