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
            "those",
            "box",
            "computer",
            "laptop",
            "machine",
            "pc",
            "favor",
            "por");
    private static final Set<String> PLACE_STARTS = Set.of("on", "to", "onto", "in", "into", "from", "off", "of", "at");
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
    /// Words after which a wish about the thing follows that is not read here.
    private static final Set<String> DETAIL_STARTS = Set.of("with", "without", "via", "using", "as", "in");
    /// Words that only tell, so that what holds them is a remark and no name.
    private static final Set<String> TELLING = Set.of(
            "i",
            "im",
            "ive",
            "it",
            "its",
            "they",
            "we",
            "he",
            "she",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "needs",
            "need",
            "keeps",
            "drops",
            "because",
            "people",
            "wont",
            "cant",
            "doesnt",
            "dont",
            "complains",
            "works",
            "wants",
            "said",
            "says",
            "should",
            "can",
            "shows",
            "let");
    private static final Set<String> TAIL_STARTS = Set.of(
            "for",
            "so",
            "to",
            "that",
            "because",
            "since",
            "cause",
            "when",
            "while",
            "whatever",
            "which",
            "who",
            "if",
            "instead",
            "by",
            "until",
            "where");

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
        List<Token> placed = withoutPlace(withoutTail(tokens));
        List<Token> words = withoutDropped(withoutDetail(placed));
        boolean isRemark = !names.isEmpty()
                && words.size() > 1
                && tokens.stream().anyMatch(token -> TELLING.contains(token.key()));
        if (!words.isEmpty() && !isRemark) {
            names.add(new Name(words, isChoice, detail(placed)));
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

    private static List<Token> withoutDetail(List<Token> tokens) {
        int at = detailStart(tokens);
        return at < 0 ? tokens : tokens.subList(0, at);
    }

    private static String detail(List<Token> tokens) {
        int at = detailStart(tokens);
        return at < 0
                ? ""
                : String.join(
                        " ",
                        tokens.subList(at, tokens.size()).stream()
                                .map(Token::text)
                                .toList());
    }

    private static int detailStart(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && DETAIL_STARTS.contains(tokens.get(i).key())) {
                return i;
            }
        }
        return -1;
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
