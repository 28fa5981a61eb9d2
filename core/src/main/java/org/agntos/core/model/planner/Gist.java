package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;
import org.agntos.core.model.planner.Intent.Name;

/// What a clause that nothing else reads is about: a wish of the [Concepts], or the one name in it. Only where every
/// other word is one that we know, since a word of another language may turn everything round. Safe for any thread.
final class Gist {
    private static final int MOST_WORDS = 14;
    private static final Set<String> TURNING = Set.of(
            "not",
            "no",
            "dont",
            "never",
            "without",
            "off",
            "stop",
            "disable",
            "remove",
            "uninstall",
            "kill",
            "why",
            "who",
            "when",
            "where",
            "what",
            "which",
            "how",
            "is",
            "are",
            "does",
            "did",
            "do",
            "was",
            "undo",
            "revert",
            "delete",
            "drop",
            "close",
            "block",
            "gone",
            "go",
            "forget",
            "remember",
            "cant",
            "cannot",
            "wont",
            "instead",
            "or",
            "rid",
            "stutter",
            "lags",
            "crashes",
            "hangs",
            "freezes",
            "broken",
            "slow",
            "error",
            "missing",
            "fails",
            "failed",
            "stuck",
            "isnt",
            "doesnt",
            "arent",
            "says",
            "anything",
            "nothing",
            "anymore",
            "longer");

    /// What ends a wish for some program that does something.
    private static final Set<String> PROGRAMS = Set.of(
            "app",
            "apps",
            "application",
            "program",
            "programs",
            "tool",
            "tools",
            "software",
            "client",
            "editor",
            "viewer",
            "reader",
            "manager",
            "player",
            "recorder",
            "scanner",
            "generator",
            "converter",
            "downloader",
            "emulator",
            "game",
            "timer",
            "browser",
            "tagger",
            "ripper",
            "organizer",
            "organiser",
            "calculator",
            "monitor",
            "analyzer",
            "analyser",
            "picker",
            "launcher",
            "tracker",
            "planner",
            "suite",
            "gui",
            "tui",
            "writer",
            "burner",
            "utility");

    private static final Set<String> POLITE = Set.of("please", "pls", "plz", "thanks", "thank", "hello", "replacement");

    /// Words that we know the meaning of, if not always what to do about it.
    private static final Set<String> VOCABULARY = vocabulary();

    private final Catalogue catalogue;
    private final NameFinder names;

    Gist(Catalogue catalogue, NameFinder names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    /// @param words which of the clause say it; @param others what would do it too
    record Read(String words, Found found, List<String> others) {
        Read {
            others = List.copyOf(others);
        }
    }

    private static Set<String> vocabulary() {
        Stream<String> texts = Stream.of(
                        Concepts.load().all().stream().flatMap(concept -> concept.phrases().stream()),
                        Familiar.packages().stream().map(PackageEntry::description),
                        Familiar.packages().stream().flatMap(entry -> entry.keywords().stream()),
                        Familiar.options().stream().map(OptionEntry::description))
                .flatMap(all -> all);
        Set<String> words = new HashSet<>();
        texts.flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .forEach(words::add);
        return Set.copyOf(words);
    }

    Optional<Read> of(List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isName).toList();
        boolean isPlain = !words.isEmpty()
                && words.size() <= MOST_WORDS
                && words.stream().noneMatch(word -> TURNING.contains(word.key()));
        return isPlain ? concept(words).or(() -> name(words)).or(() -> described(words)) : Optional.empty();
    }

    /// What fits the words of a wish for some program or other.
    Optional<Read> described(List<Token> words) {
        boolean isProgram = PROGRAMS.contains(words.getLast().key())
                || (words.size() > 2
                        && words.stream()
                                .limit(3)
                                .anyMatch(word -> word.is("something")
                                        || word.is("program")
                                        || word.is("tool")
                                        || word.is("app")));
        if (!isProgram || words.size() < 2 || words.size() > 8) {
            return Optional.empty();
        }
        String query = SearchWords.telling(
                String.join(" ", words.stream().map(Token::key).toList()));
        List<PackageEntry> found = catalogue.search().find(query, Search.Kinds.PACKAGES, 5).stream()
                .flatMap(hit -> catalogue.packageAt(hit.name()).stream())
                .filter(entry -> entry.attribute().indexOf('.') < 0
                        || Familiar.packageAt(entry.attribute()).isPresent())
                .toList();
        return found.stream()
                .findFirst()
                .map(entry -> new Read(
                        query,
                        new Found.APackage(entry, ""),
                        found.stream().skip(1).map(PackageEntry::attribute).toList()));
    }

    /// The wish whose phrase holds all telling words of the clause.
    Optional<Read> concept(List<Token> words) {
        List<String> telling = words.stream()
                .map(Token::key)
                .filter(word -> !CommonWords.isEnglish(word) || CommonWords.isGeneric(word))
                .toList();
        String text = String.join(" ", words.stream().map(Token::key).toList());
        for (Concepts.Concept concept : Concepts.load().within(text)) {
            for (String phrase : concept.phrases()) {
                boolean isSaid = (" " + text + " ").contains(" " + phrase + " ");
                if (isSaid && isAbout(phrase, telling)) {
                    Optional<Read> read = read(phrase, concept.targets());
                    if (read.isPresent()) {
                        return read;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// True if at most one telling word in three is not of the phrase.
    private static boolean isAbout(String phrase, List<String> telling) {
        List<String> own = List.of(phrase.split(" ", -1));
        long others = telling.stream().filter(word -> !own.contains(word)).count();
        return others * 3 <= telling.size();
    }

    private Optional<Read> read(String phrase, List<String> targets) {
        List<Found> found = new ArrayList<>();
        List<String> called = new ArrayList<>();
        for (String target : targets) {
            Optional<Found> one = target(target);
            one.ifPresent(found::add);
            one.ifPresent(_ -> called.add(shown(target)));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Read(
                        phrase,
                        found.getFirst(),
                        called.stream()
                                .skip(1)
                                .distinct()
                                .filter(other -> !other.equals(called.getFirst()))
                                .limit(4)
                                .toList()));
    }

    private static String shown(String target) {
        return target.startsWith("pkgs.") ? target.substring(5) : ThingPlanner.shortName(target);
    }

    private Optional<Found> target(String target) {
        if (target.startsWith("pkgs.")) {
            return catalogue.packageAt(target.substring(5)).map(entry -> new Found.APackage(entry, ""));
        }
        return catalogue
                .option(target)
                .filter(option -> OptionType.parse(option.type()) instanceof OptionType.Bool)
                .map(option -> new Found.AModule(option, ""));
    }

    /// The one name among words that are known.
    private Optional<Read> name(List<Token> words) {
        List<Read> named = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int length = nameLength(words, at, named);
            if (length == 0 && !isKnown(words.get(at).key())) {
                return Optional.empty();
            }
            at += Math.max(length, 1);
        }
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /// How many words from here on are a name, 0 if they are none.
    private int nameLength(List<Token> words, int at, List<Read> named) {
        for (int length = Math.min(3, words.size() - at); length >= 1; length--) {
            Name name = new Name(words.subList(at, at + length));
            boolean isName = length > 1 || !isCommon(words.get(at).key());
            if (isName && exactly(name, length).isPresent()) {
                named.add(new Read(name.spoken(), exactly(name, length).orElseThrow(), List.of()));
                return length;
            }
        }
        return 0;
    }

    /// Words that are apart name something only where a dash or nothing stands between them there.
    private Optional<Found> exactly(Name name, int length) {
        Found found = names.exactly(name);
        String key = name.key().replaceAll("[^a-z0-9]", "");
        boolean isNamed = switch (found) {
            case Found.APackage(PackageEntry entry, String _) ->
                (length == 1
                                || entry.attribute()
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9]", "")
                                        .contains(key))
                        && (entry.attribute().indexOf('.') < 0
                                || Familiar.packageAt(entry.attribute()).isPresent());
            case Found.AModule(OptionEntry option, String _) ->
                length == 1
                        || option.path()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]", "")
                                .contains(key);
            case Found.Several _, Found.Nothing _ -> false;
        };
        return isNamed ? Optional.of(found) : Optional.empty();
    }

    /// Words that are names of packages too, but seldom meant as such.
    private static boolean isCommon(String word) {
        if (POLITE.contains(word)) {
            return true;
        }
        boolean isFamiliar = Familiar.packageAt(word).isPresent();
        return !isFamiliar && (isKnown(word) || word.length() < 3 || !Character.isLetter(word.charAt(0)));
    }

    static boolean isKnown(String word) {
        return CommonWords.isEnglish(word)
                || POLITE.contains(word)
                || VOCABULARY.contains(word)
                || word.length() < 4
                || word.chars().anyMatch(Character::isDigit)
                || VOCABULARY.contains(word.replaceFirst("(?:e?s|e?d|ing|er)$", ""))
                || VOCABULARY.contains(word.replaceFirst("(?:ing|ed|er)$", "e"));
    }
}
