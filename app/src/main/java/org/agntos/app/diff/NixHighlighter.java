package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;

/// Highlights Nix. Linear in the length of the text; total, as every [Highlighter] is.
public final class NixHighlighter implements Highlighter {
    @Override
    public List<Span> spans(String text) {
        List<Span> tokens = NixLexer.tokens(text);
        SpanKind[] kinds = tokens.stream().map(Span::kind).toArray(SpanKind[]::new);
        for (int i = 0; i < kinds.length; i++) {
            if (isOperator(text, tokens.get(i), '=')) {
                markDefinedName(text, tokens, kinds, i - 1);
            }
        }
        return merge(tokens, kinds);
    }

    /// Marks the names of `a.b."c".d` that end at token `last`, going back from the `=`.
    private static void markDefinedName(String text, List<Span> tokens, SpanKind[] kinds, int last) {
        int i = skipTrivia(text, tokens, last);
        while (i >= 0) {
            if (isName(text, tokens.get(i))) {
                kinds[i] = SpanKind.ATTRIBUTE;
                i--;
            } else if (tokens.get(i).kind() == SpanKind.STRING) {
                while (i >= 0 && isStringPart(tokens.get(i).kind())) {
                    i--;
                }
            } else {
                return;
            }
            i = skipTrivia(text, tokens, i);
            if (i < 0 || !isOperator(text, tokens.get(i), '.')) {
                return;
            }
            i = skipTrivia(text, tokens, i - 1);
        }
    }

    private static boolean isStringPart(SpanKind kind) {
        return kind == SpanKind.STRING || kind == SpanKind.ESCAPE;
    }

    private static boolean isName(String text, Span token) {
        return token.kind() == SpanKind.PLAIN && !Character.isWhitespace(text.charAt(token.start()));
    }

    private static int skipTrivia(String text, List<Span> tokens, int from) {
        int i = from;
        while (i >= 0
                && (tokens.get(i).kind() == SpanKind.COMMENT
                        || Character.isWhitespace(text.charAt(tokens.get(i).start())))) {
            i--;
        }
        return i;
    }

    private static boolean isOperator(String text, Span token, char operator) {
        return token.kind() == SpanKind.OPERATOR && token.length() == 1 && text.charAt(token.start()) == operator;
    }

    private static List<Span> merge(List<Span> tokens, SpanKind[] kinds) {
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
