package org.agntos.core.nix.syntax;

/// A text with its tokens and nodes. Read only.
final class Source {
    private final char[] text;
    private final Tokens tokens;
    private final Nodes nodes;

    Source(char[] text, Tokens tokens, Nodes nodes) {
        this.text = text;
        this.tokens = tokens;
        this.nodes = nodes;
    }

    /// With a few characters NUL after its end.
    char[] text() {
        return text;
    }

    Tokens tokens() {
        return tokens;
    }

    Nodes nodes() {
        return nodes;
    }

    /// The symbol of the name that a word is.
    int symbol(Symbols symbols, int word) {
        int start = tokens.wordStart(word);
        return symbols.of(text, start, tokens.wordEnd(word) - start);
    }

    String word(int word) {
        int start = tokens.wordStart(word);
        return new String(text, start, tokens.wordEnd(word) - start);
    }

    /// What is inside all parentheses around an expression.
    int withoutParentheses(int node) {
        int inner = node;
        while (nodes.kind(inner) == NodeKind.PARENTHESES && nodes.lastChild(inner) >= 0) {
            inner = nodes.lastChild(inner);
        }
        return inner;
    }

    /// The first child, or -1.
    int firstChild(int node) {
        int first = -1;
        for (int child = nodes.lastChild(node); child >= 0; child = nodes.before(node, child)) {
            first = child;
        }
        return first;
    }
}
