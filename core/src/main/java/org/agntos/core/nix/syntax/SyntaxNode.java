package org.agntos.core.nix.syntax;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One node of a tree. Immutable; any thread.
public final class SyntaxNode {
    private final SyntaxTree tree;
    private final int index;

    SyntaxNode(SyntaxTree tree, int index) {
        this.tree = tree;
        this.index = index;
    }

    private Nodes nodes() {
        return tree.source().nodes();
    }

    public NodeKind kind() {
        return nodes().kind(index);
    }

    public boolean is(NodeKind kind) {
        return kind() == kind;
    }

    /// Offset of its first word; white space and comments before it are not part of it.
    public int start() {
        return tree.source().tokens().wordStart(nodes().firstWord(index));
    }

    /// After its last word.
    public int end() {
        int first = nodes().firstWord(index);
        int end = nodes().endWord(index);
        return end > first ? tree.source().tokens().wordEnd(end - 1) : start();
    }

    public String text() {
        return tree.slice(start(), end());
    }

    public int line() {
        return tree.lines().line(start());
    }

    /// In bytes, as Nix counts.
    public int column() {
        return tree.lines().column(start());
    }

    public List<SyntaxNode> children() {
        int[] children = nodes().children(index);
        return new AbstractList<>() {
            @Override
            public SyntaxNode get(int at) {
                return new SyntaxNode(tree, children[at]);
            }

            @Override
            public int size() {
                return children.length;
            }
        };
    }

    /// What is inside all parentheses around it; itself where there are none.
    public SyntaxNode withoutParentheses() {
        return new SyntaxNode(tree, tree.source().withoutParentheses(index));
    }

    /// What a STRING or INDENTED_STRING says; empty if it has interpolations, or is something else.
    public Optional<String> stringValue() {
        return is(NodeKind.STRING) || is(NodeKind.INDENTED_STRING)
                ? Texts.value(tree.source(), index)
                : Optional.empty();
    }

    /// The name that a NAME, STRING or INTERPOLATION of an ATTRIBUTE_PATH spells; empty if it is computed.
    public Optional<String> attributeName() {
        return Texts.name(tree.source(), index);
    }

    /// The names of an ATTRIBUTE_PATH; empty if one of them is computed, or it is something else.
    public Optional<List<String>> attributeNames() {
        if (!is(NodeKind.ATTRIBUTE_PATH)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (SyntaxNode segment : children()) {
            Optional<String> name = segment.attributeName();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name.get());
        }
        return Optional.of(names);
    }

    /// The operator of a BINARY or UNARY node.
    public TokenKind operator() {
        int word = is(NodeKind.BINARY) ? nodes().endWord(tree.source().firstChild(index)) : nodes().firstWord(index);
        return tree.source().tokens().wordKind(word);
    }

    /// Where the set of a SET, RECURSIVE_SET or LET_SET opens: the offset of its brace.
    public int braceOffset() {
        int word = nodes().firstWord(index) + (is(NodeKind.SET) ? 0 : 1);
        return tree.source().tokens().wordStart(word);
    }

    @Override
    public String toString() {
        return kind() + " " + text();
    }
}
