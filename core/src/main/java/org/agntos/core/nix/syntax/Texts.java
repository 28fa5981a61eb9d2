package org.agntos.core.nix.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the strings of a text say, escapes and indentation taken away as Nix does it.
final class Texts {
    private Texts() {}

    /// The text of a STRING or INDENTED_STRING node; empty if it has interpolations.
    static Optional<String> value(Source source, int node) {
        if (source.nodes().lastChild(node) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                source.nodes().kind(node) == NodeKind.STRING ? quoted(source, node) : indented(source, node));
    }

    /// The static name that an attribute's name spells: NAME, STRING or INTERPOLATION. Empty if it is
    /// computed.
    static Optional<String> name(Source source, int node) {
        return switch (source.nodes().kind(node)) {
            case NAME -> Optional.of(source.word(source.nodes().firstWord(node)));
            case STRING -> value(source, node);
            case INTERPOLATION -> constant(source, node);
            default -> Optional.empty();
        };
    }

    /// `${"a"}` is as good as `a`; Nix sees through parentheses, and takes strings in one piece only.
    private static Optional<String> constant(Source source, int node) {
        int child = source.nodes().lastChild(node);
        if (child < 0) {
            return Optional.empty();
        }
        int inner = source.withoutParentheses(child);
        return switch (source.nodes().kind(inner)) {
            case STRING -> value(source, inner);
            case INDENTED_STRING -> isInOnePiece(source, inner) ? value(source, inner) : Optional.empty();
            case URI -> Optional.of(source.word(source.nodes().firstWord(inner)));
            default -> Optional.empty();
        };
    }

    private static boolean isInOnePiece(Source source, int node) {
        int first = source.nodes().firstWord(node) + 1;
        int last = source.nodes().endWord(node) - 1;
        if (last - first > 1) {
            return false;
        }
        boolean isText = last > first && source.tokens().wordKind(first) == TokenKind.INDENTED_TEXT;
        String text = isText ? source.word(first) : "";
        boolean hasLoneSign = text.contains("'$") || text.contains("$'") || text.endsWith("$");
        return text.length() < 2 || !hasLoneSign;
    }

    private static String quoted(Source source, int node) {
        StringBuilder out = new StringBuilder();
        for (int word = source.nodes().firstWord(node); word < source.nodes().endWord(node); word++) {
            switch (source.tokens().wordKind(word)) {
                case STRING_TEXT -> out.append(withLineFeeds(source.word(word)));
                case STRING_ESCAPE -> out.append(unescaped(source.word(word).substring(1)));
                default -> {}
            }
        }
        return out.toString();
    }

    private static String withLineFeeds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String unescaped(String character) {
        return switch (character) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> character;
        };
    }

    /// A piece of an indented string. @param isText whether its blanks count as indentation
    private record Piece(String text, boolean isText) {}

    private static String indented(Source source, int node) {
        List<Piece> pieces = new ArrayList<>();
        for (int word = source.nodes().firstWord(node); word < source.nodes().endWord(node); word++) {
            String text = source.word(word);
            switch (source.tokens().wordKind(word)) {
                case INDENTED_TEXT -> pieces.add(new Piece(text, true));
                case INDENTED_ESCAPE -> pieces.add(new Piece(escape(text), false));
                default -> {}
            }
        }
        return withoutIndentation(pieces);
    }

    private static String escape(String text) {
        return text.startsWith("''\\") ? unescaped(text.substring(3)) : text.equals("'''") ? "''" : "$";
    }

    private static String withoutIndentation(List<Piece> pieces) {
        int margin = margin(pieces);
        StringBuilder out = new StringBuilder();
        int dropped = 0;
        boolean isAtStart = true;
        int last = 0;
        for (Piece piece : pieces) {
            last = out.length();
            for (int i = 0; i < piece.text().length(); i++) {
                char c = piece.text().charAt(i);
                boolean isIndent = isAtStart && c == ' ' && dropped < margin;
                if (isIndent) {
                    dropped++;
                } else {
                    out.append(c);
                }
                isAtStart = c == '\n' || (isAtStart && c == ' ');
                dropped = isAtStart && c != '\n' ? dropped : 0;
            }
        }
        return withoutBlankEnd(out, last);
    }

    /// The last piece loses its last line where that is blank.
    private static String withoutBlankEnd(StringBuilder out, int lastPiece) {
        int lastLine = out.lastIndexOf("\n") + 1;
        boolean isBlank =
                lastLine > lastPiece && out.substring(lastLine).chars().allMatch(c -> c == ' ');
        return isBlank ? out.substring(0, lastLine) : out.toString();
    }

    private static int margin(List<Piece> pieces) {
        int margin = Integer.MAX_VALUE;
        int indent = 0;
        boolean isAtStart = true;
        for (Piece piece : pieces) {
            if (!piece.isText()) {
                margin = isAtStart ? Math.min(margin, indent) : margin;
                isAtStart = false;
                continue;
            }
            for (int i = 0; i < piece.text().length(); i++) {
                char c = piece.text().charAt(i);
                if (c == '\n') {
                    isAtStart = true;
                    indent = 0;
                } else if (isAtStart && c == ' ') {
                    indent++;
                } else if (isAtStart) {
                    margin = Math.min(margin, indent);
                    isAtStart = false;
                }
            }
        }
        return margin;
    }
}
