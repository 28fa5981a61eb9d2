package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.SyntaxToken;
import org.agntos.core.nix.syntax.TokenKind;

/// Highlights Nix, also pieces of files that do not parse. Linear in the length of the text; total, as every
/// [Highlighter] is.
public final class NixHighlighter implements Highlighter {
    @Override
    public List<Span> spans(String text) {
        List<SyntaxToken> tokens = NixSyntax.tokens(text);
        SpanKind[] kinds = tokens.stream().map(token -> kind(text, token)).toArray(SpanKind[]::new);
        for (int i = 0; i < kinds.length; i++) {
            if (tokens.get(i).kind() == TokenKind.ASSIGN) {
                markDefinedName(tokens, kinds, i - 1);
            }
        }
        return merge(tokens, kinds);
    }

    private static SpanKind kind(String text, SyntaxToken token) {
        TokenKind kind = token.kind();
        if (kind.isKeyword()) {
            return SpanKind.KEYWORD;
        }
        return switch (kind) {
            case WHITESPACE -> SpanKind.PLAIN;
            case LINE_COMMENT, BLOCK_COMMENT -> SpanKind.COMMENT;
            case IDENTIFIER -> isLiteral(text, token) ? SpanKind.LITERAL : SpanKind.PLAIN;
            case INTEGER, FLOAT -> SpanKind.NUMBER;
            case PATH, PATH_PART, SEARCH_PATH -> SpanKind.PATH;
            case URI, STRING_OPEN, STRING_TEXT, STRING_CLOSE, INDENTED_OPEN, INDENTED_TEXT, INDENTED_CLOSE ->
                SpanKind.STRING;
            case STRING_ESCAPE, INDENTED_ESCAPE -> SpanKind.ESCAPE;
            case INTERPOLATION_OPEN, INTERPOLATION_CLOSE -> SpanKind.INTERPOLATION;
            default -> SpanKind.OPERATOR;
        };
    }

    private static boolean isLiteral(String text, SyntaxToken token) {
        return switch (text.substring(token.start(), token.end())) {
            case "true", "false", "null" -> true;
            default -> false;
        };
    }

    /// Marks the names of `a.b."c".d` that end at token `last`, going back from the `=`.
    private static void markDefinedName(List<SyntaxToken> tokens, SpanKind[] kinds, int last) {
        int i = skipTrivia(tokens, last);
        while (i >= 0) {
            if (tokens.get(i).kind() == TokenKind.IDENTIFIER) {
                kinds[i] = SpanKind.ATTRIBUTE;
                i--;
            } else if (tokens.get(i).kind() == TokenKind.STRING_CLOSE) {
                while (i >= 0 && isStringPart(kinds[i])) {
                    i--;
                }
            } else {
                return;
            }
            i = skipTrivia(tokens, i);
            if (i < 0 || tokens.get(i).kind() != TokenKind.DOT) {
                return;
            }
            i = skipTrivia(tokens, i - 1);
        }
    }

    private static boolean isStringPart(SpanKind kind) {
        return kind == SpanKind.STRING || kind == SpanKind.ESCAPE;
    }

    private static int skipTrivia(List<SyntaxToken> tokens, int from) {
        int i = from;
        while (i >= 0 && tokens.get(i).kind().isTrivia()) {
            i--;
        }
        return i;
    }

    private static List<Span> merge(List<SyntaxToken> tokens, SpanKind[] kinds) {
        List<Span> merged = new ArrayList<>();
        for (int i = 0; i < kinds.length; ) {
            int end = i + 1;
            while (end < kinds.length && kinds[end] == kinds[i]) {
                end++;
            }
            merged.add(new Span(tokens.get(i).start(), tokens.get(end - 1).end(), kinds[i]));
            i = end;
        }
        return merged;
    }
}
