package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.Search;

/// Finds in the index of the machine which option a clause sets, without knowing either beforehand: the words besides
/// the value must be the words of its path, all of them and no others, and the value must be of its type. Safe for
/// any thread.
final class SettingSearch {
    /// More words than this are a story and not a setting.
    private static final int MOST_WORDS = 9;

    private static final int MOST_SEARCHES = 4;
    private static final Set<String> LITTLE = Fillers.of("setting");
    private static final Set<String> OFF = Set.of(
            "off",
            "no",
            "not",
            "dont",
            "without",
            "disable",
            "disabled",
            "never",
            "stop",
            "deactivate",
            "disallow",
            "forbid",
            "deny",
            "false");
    private static final Set<String> LINKS = Set.of("to", "as", "is", "at", "on", "be", "of", "than", "with");

    private final Catalogue catalogue;
    private final ValueReader values;
    private final Grounding grounding;

    SettingSearch(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.values = new ValueReader(catalogue);
        this.grounding = new Grounding(catalogue);
    }

    /// What is said of an option: its words, and its value, empty for a switch.
    private record Said(List<String> words, String value, boolean isLinked) {}

    /// An option that takes a value which the clause tells.
    Optional<Intent.Assign> withValue(Clause clause) {
        List<Token> tokens = telling(clause);
        return isLong(tokens) || tokens.size() < 3 ? Optional.empty() : first(readings(clause, tokens), false);
    }

    /// A switch other than those that switch a whole service.
    Optional<Intent.Assign> aSwitch(Clause clause) {
        List<Token> tokens = telling(clause);
        if (isLong(tokens) || tokens.size() < 2) {
            return Optional.empty();
        }
        boolean isOff = clause.tokens().stream().anyMatch(token -> OFF.contains(token.key()));
        return first(List.of(new Said(keys(tokens), isOff ? "false" : "true", true)), true);
    }

    private static boolean isLong(List<Token> tokens) {
        return tokens.size() > MOST_WORDS;
    }

    private static List<Token> telling(Clause clause) {
        return clause.tokens().stream()
                .filter(Token::isName)
                .filter(token -> !LITTLE.contains(token.key()) && !OFF.contains(token.key()))
                .toList();
    }

    private static List<String> keys(List<Token> tokens) {
        return tokens.stream().map(Token::key).toList();
    }

    /// Each word may be the value: first those that look like one, then those that stand where values stand.
    private static List<Said> readings(Clause clause, List<Token> tokens) {
        List<Said> readings = new ArrayList<>();
        long values = tokens.stream().filter(SettingSearch::looksLikeValue).count();
        if (values > 1) {
            // Several values belong to several options.
            return readings;
        }
        for (int pass = 0; pass < 3; pass++) {
            for (int i = tokens.size() - 1; i >= 0 && readings.size() < MOST_SEARCHES; i--) {
                Token value = tokens.get(i);
                boolean isLinked = isLinked(clause, value);
                int rank = looksLikeValue(value) ? 0 : isLinked ? 1 : 2;
                boolean isOther = values == 1 && rank > 0;
                if (rank == pass && !isOther && (pass < 2 || readings.isEmpty() || tokens.size() < 6)) {
                    List<Token> others = new ArrayList<>(tokens);
                    others.remove(i);
                    String text = value.kind() == Token.Kind.QUOTED ? '"' + value.text() + '"' : value.text();
                    readings.add(new Said(keys(others), text, rank < 2));
                }
            }
        }
        return readings;
    }

    private static boolean looksLikeValue(Token token) {
        return token.kind() == Token.Kind.QUOTED || token.key().matches("[-/~\\d].*|.*:\\d+|pkgs\\..*|true|false");
    }

    /// After a word or sign that leads to a value, or before `as`.
    private static boolean isLinked(Clause clause, Token value) {
        List<Token> all = clause.tokens();
        int at = all.indexOf(value);
        boolean isAfter = at > 0
                && (all.get(at - 1).kind() == Token.Kind.EQUALS
                        || LINKS.contains(all.get(at - 1).key()));
        return isAfter || Heads.isWordAt(all, at + 1, "as");
    }

    private Optional<Intent.Assign> first(List<Said> readings, boolean isSwitch) {
        for (Said said : readings) {
            List<Hit> hits = catalogue.search().find(String.join(" ", said.words()), Search.Kinds.OPTIONS, 8);
            for (Hit hit : hits) {
                boolean mayBe = hit.kind() == Hit.Kind.OPTION
                        && hit.name().indexOf('<') < 0
                        && OptionWords.of(hit.name()).areAllOf(said.words(), implied(said.value()));
                Optional<Intent.Assign> found = mayBe ? assigned(hit, said, isSwitch) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// Words of a path that its value says already.
    private static Set<String> implied(String value) {
        if (value.matches("~?/.*")) {
            return Set.of("dir", "directory", "path", "folder", "file", "data", "location");
        }
        return value.matches("(?:\\d+\\.){3}\\d+(?:[:/]\\d+)?|.*:\\d+|::.*")
                ? Set.of("address", "addr", "listen", "host", "bind", "ip")
                : Set.of();
    }

    private Optional<Intent.Assign> assigned(Hit hit, Said said, boolean isSwitch) {
        OptionType type = OptionType.parse(hit.type());
        boolean isBool = type instanceof OptionType.Bool;
        boolean wantsLink = type instanceof OptionType.Text || type instanceof OptionType.Anything;
        if (isBool != isSwitch || (wantsLink && !said.isLinked())) {
            return Optional.empty();
        }
        Optional<OptionEntry> option = catalogue.option(hit.name());
        Optional<JsonNode> value = isBool
                ? Optional.of(JsonNodeFactory.instance.booleanNode(said.value().equals("true")))
                : option.flatMap(entry -> values.read(entry, said.value()));
        return value.filter(json -> grounding.holds(hit.name(), json)).map(json -> new Intent.Assign(hit.name(), json));
    }

    /// The words of an option's path.
    ///
    /// @param segments each in small words; @param isNeeded whether each must be said
    private record OptionWords(List<List<String>> segments, List<Boolean> isNeeded) {
        private static final Set<String> ROOTS = Set.of(
                "services",
                "programs",
                "virtualisation",
                "hardware",
                "networking",
                "security",
                "boot",
                "environment",
                "nix",
                "system",
                "systemd",
                "users",
                "i18n",
                "console",
                "fonts",
                "xdg",
                "nixpkgs");
        private static final Set<String> BETWEEN = Set.of("settings", "config", "enable", "server", "daemon", "loader");

        static OptionWords of(String path) {
            List<List<String>> segments = new ArrayList<>();
            List<Boolean> needed = new ArrayList<>();
            String[] parts = path.split("\\.", -1);
            for (int i = 0; i < parts.length; i++) {
                boolean isRoot = i == 0 && ROOTS.contains(parts[i]);
                segments.add(words(parts[i]));
                needed.add(!isRoot && !BETWEEN.contains(parts[i]));
            }
            return new OptionWords(segments, needed);
        }

        private static List<String> words(String segment) {
            String spaced = segment.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[-_\"]+", " ");
            return List.of(spaced.strip().toLowerCase(Locale.ROOT).split(" +", -1));
        }

        /// True if what must be said of the path is said, and nothing else is.
        boolean areAllOf(List<String> said, Set<String> implied) {
            Set<String> explained = new HashSet<>();
            for (int i = 0; i < segments.size(); i++) {
                boolean isLast = i == segments.size() - 1;
                if (!isSaid(segments.get(i), said, isLast ? implied : Set.of(), explained) && isNeeded.get(i)) {
                    return false;
                }
            }
            return !explained.isEmpty() && explained.containsAll(said);
        }

        private static boolean isSaid(
                List<String> segment, List<String> said, Set<String> implied, Set<String> explained) {
            String joined = String.join("", segment);
            for (int length = Math.min(4, said.size()); length >= 1; length--) {
                for (int start = 0; start + length <= said.size(); start++) {
                    List<String> run = said.subList(start, start + length);
                    String plain = String.join("", run).replaceAll("[^a-z0-9]", "");
                    if (isSame(plain, joined)) {
                        explained.addAll(run);
                        return true;
                    }
                }
            }
            Set<String> found = new HashSet<>();
            for (String word : segment) {
                Optional<String> same =
                        said.stream().filter(one -> isSame(one, word)).findFirst();
                if (same.isEmpty() && !implied.contains(word)) {
                    return false;
                }
                same.ifPresent(found::add);
            }
            explained.addAll(found);
            return true;
        }

        /// Plurals and short names such as `postgres` and `ssh` are the same.
        private static boolean isSame(String said, String word) {
            if (said.equals(word) || (said + "s").equals(word) || said.equals(word + "s")) {
                return true;
            }
            return (said.length() >= 5 && word.startsWith(said) && word.length() - said.length() <= 3)
                    || (said.length() >= 3 && word.equals("open" + said));
        }
    }
}
