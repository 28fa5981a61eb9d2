package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns the text of a phrase into a pattern. For one phrase and one thread.
final class PhraseParser {
    private static final String GAP = "(?:[^ ,;]+ ){0,6}?";
    private static final String BLANK = "[ -]";
    /// `default font: Fira Code` is said like `default font Fira Code`.
    private static final String COLON = "(?:: )?";

    private final String text;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private int at;

    private PhraseParser(String text) {
        this.text = text;
    }

    /// What a piece fits, and the words of which one is in everything that it fits (empty: unknown).
    private record Piece(String regex, Set<String> anchors) {}

    static Phrase parse(String text) {
        PhraseParser parser = new PhraseParser(text.strip());
        Piece piece = parser.either('\0');
        if (parser.at < parser.text.length()) {
            throw parser.wrong("nothing after it");
        }
        String regex = piece.regex();
        String start = regex.startsWith("\\A") ? "" : "(?<= )";
        return new Phrase(
                Pattern.compile(start + regex + "(?<= )", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                piece.anchors(),
                parser.slots);
    }

    /// Cuts at `|` outside brackets.
    static List<String> alternatives(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == '|' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts.stream().filter(part -> !part.isBlank()).toList();
    }

    private Piece either(char end) {
        StringBuilder regex = new StringBuilder();
        Set<String> anchors = new HashSet<>();
        boolean isAnchored = true;
        int count = 0;
        do {
            Piece piece = sequence(end);
            regex.append(count++ == 0 ? "" : "|").append(piece.regex());
            isAnchored &= !piece.anchors().isEmpty();
            anchors.addAll(piece.anchors());
        } while (isNext('|'));
        return new Piece(count == 1 ? regex.toString() : "(?:" + regex + ")", isAnchored ? anchors : Set.of());
    }

    private boolean isNext(char wanted) {
        boolean isThere = at < text.length() && text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Piece sequence(char end) {
        StringBuilder regex = new StringBuilder();
        Set<String> anchors = Set.of();
        skipBlanks();
        while (at < text.length() && text.charAt(at) != end && text.charAt(at) != '|') {
            Piece piece = piece();
            regex.append(piece.regex());
            boolean isBetter = anchors.isEmpty() || (!piece.anchors().isEmpty() && isRarer(piece.anchors(), anchors));
            anchors = isBetter ? piece.anchors() : anchors;
            skipBlanks();
        }
        return new Piece(regex.toString(), anchors);
    }

    /// Longer words are rarer.
    private static boolean isRarer(Set<String> one, Set<String> other) {
        return shortest(one) > shortest(other);
    }

    private static int shortest(Set<String> words) {
        return words.stream().mapToInt(String::length).min().orElse(0);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private Piece piece() {
        char c = text.charAt(at);
        return switch (c) {
            case '[' -> {
                Piece inner = bracket(']');
                isNext('?');
                yield optional(inner);
            }
            case '(' -> perhaps(bracket(')'));
            case '{' -> perhaps(slot());
            case '^' -> {
                at++;
                yield new Piece("\\A ", Set.of());
            }
            case '$' -> {
                at++;
                yield new Piece("(?:[;!.?] )*\\z", Set.of());
            }
            default -> word();
        };
    }

    /// `?` after brackets says the same as square brackets.
    private Piece perhaps(Piece piece) {
        return isNext('?') ? optional(piece) : piece;
    }

    private static Piece optional(Piece piece) {
        return new Piece("(?:" + piece.regex() + ")?", Set.of());
    }

    private Piece bracket(char end) {
        at++;
        Piece inner = either(end);
        if (!isNext(end)) {
            throw wrong("a '" + end + "'");
        }
        return inner;
    }

    private Piece slot() {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw wrong("a '}'");
        }
        String[] parts = text.substring(at + 1, close).split(":", 2);
        at = close + 1;
        Slot slot = Slot.called(parts[parts.length - 1]);
        slots.put(parts[0], slot);
        return new Piece("(?<" + parts[0] + ">" + slot.regex() + ")", Set.of());
    }

    private Piece word() {
        int start = at;
        while (at < text.length() && " |()[]{}$".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at)
                .toLowerCase(Locale.ROOT)
                .replace("\\", "")
                .replace("'", "");
        if (word.equals("...")) {
            return new Piece(GAP, Set.of());
        }
        boolean isPlain = word.length() > 2 && word.chars().allMatch(Character::isLetter) && !word.endsWith("s");
        boolean isSeparator = word.equals(",") || word.equals(";") || word.equals("=");
        String ending = isPlain ? "(?:e?s)?" : "";
        return new Piece(
                Pattern.quote(word) + ending + (isSeparator ? " " : BLANK + COLON),
                isSeparator ? Set.of() : anchors(word));
    }

    private static Set<String> anchors(String word) {
        return Set.of(word);
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("phrase '" + text + "' at " + at + " (expected: " + expected + ")");
    }
}
