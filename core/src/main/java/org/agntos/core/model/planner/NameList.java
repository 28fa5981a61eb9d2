package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agntos.core.model.planner.Intent.Name;

/// Reads the things a clause is about: cuts at commas and joining words, drops articles, places (`on this laptop`) and
/// polite endings.
final class NameList {
    private static final Set<String> JOINS = Set.of("and", "plus", "also", "then", "or", "und", "y");
    private static final Set<String> DROPPED = Set.of(
            "the",
            "a",
            "an",
            "my",
            "some",
            "that",
            "this",
            "please",
            "pls",
            "plz",
            "me",
            "us",
            "for me",
            "thanks",
            "thx",
            "too",
            "again",
            "now",
            "here",
            "any",
            "teh",
            "your",
            "asap",
            "both",
            "it",
            "anymore",
            "more",
            "thank",
            "you",
            "everything",
            "all",
            "these",
            "those");
    private static final Set<String> PLACE_STARTS =
            Set.of("on", "to", "onto", "in", "into", "from", "off", "of", "at", "with");
    private static final Set<String> PLACES = Set.of(
            "here",
            "machine",
            "box",
            "computer",
            "laptop",
            "pc",
            "system",
            "desktop",
            "server",
            "host",
            "nixos",
            "nixpkgs",
            "it",
            "mine",
            "workstation");
    private static final Set<String> TAIL_STARTS = Set.of(
            "for",
            "so",
            "because",
            "since",
            "as",
            "cause",
            "when",
            "while",
            "whatever",
            "which",
            "who",
            "if",
            "instead",
            "via",
            "using",
            "by",
            "until");

    private NameList() {}

    static List<Name> read(List<Token> tokens) {
        List<Name> names = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        boolean isChoice = false;
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.STOP) {
                break;
            }
            if (token.kind() == Token.Kind.SEPARATOR
                    || (token.kind() == Token.Kind.WORD && JOINS.contains(token.key()))) {
                add(names, current, isChoice);
                isChoice = token.is("or");
                current = new ArrayList<>();
            } else if (token.isName()) {
                current.add(token);
            }
        }
        add(names, current, isChoice);
        return names;
    }

    private static void add(List<Name> names, List<Token> tokens, boolean isChoice) {
        List<Token> words = withoutDropped(withoutPlace(withoutTail(tokens)));
        if (!words.isEmpty()) {
            names.add(new Name(words, isChoice));
        }
    }

    /// Cuts `zoom for a meeting` after `zoom`.
    private static List<Token> withoutTail(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && TAIL_STARTS.contains(tokens.get(i).key())) {
                return tokens.subList(0, i);
            }
        }
        return tokens;
    }

    private static List<Token> withoutPlace(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (PLACE_STARTS.contains(tokens.get(i).key()) && (i > 0 || isPlace(tokens, i + 1))) {
                return i == 0
                        ? List.of()
                        : isPlace(tokens, i + 1) || i + 1 == tokens.size() ? tokens.subList(0, i) : tokens;
            }
        }
        return tokens;
    }

    private static boolean isPlace(List<Token> tokens, int from) {
        return tokens.stream().skip(from).limit(4).anyMatch(token -> PLACES.contains(token.key()));
    }

    private static List<Token> withoutDropped(List<Token> tokens) {
        if (tokens.size() == 1 && tokens.getFirst().kind() == Token.Kind.QUOTED) {
            return tokens;
        }
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.QUOTED || !DROPPED.contains(token.key()))
                .toList();
    }
}
