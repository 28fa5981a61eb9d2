package org.agntos.core.nix.syntax;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A parsed text: every character of it in tokens, the words among them in nodes, and what is wrong with
/// it. Immutable; any thread.
public final class SyntaxTree {
    private final String text;
    private final Source source;
    private final List<SyntaxProblem> problems;
    private @Nullable LineMap lines;

    SyntaxTree(String text, Source source, List<SyntaxProblem> problems) {
        this.text = text;
        this.source = source;
        this.problems = List.copyOf(problems);
    }

    /// The text, put together from its tokens.
    public String text() {
        StringBuilder out = new StringBuilder(text.length());
        Tokens tokens = source.tokens();
        for (int token = 0; token < tokens.count(); token++) {
            out.append(text, tokens.start(token), tokens.end(token));
        }
        return out.toString();
    }

    /// What Nix would refuse, in the order of the text; empty if Nix accepts it.
    public List<SyntaxProblem> problems() {
        return problems;
    }

    /// The whole, of kind [NodeKind#ROOT].
    public SyntaxNode root() {
        return new SyntaxNode(this, source.nodes().count() - 1);
    }

    public LineMap lines() {
        LineMap known = lines;
        if (known == null) {
            known = new LineMap(source.text(), text.length());
            // Two threads may both make one; they are equal.
            lines = known;
        }
        return known;
    }

    public boolean hasComments() {
        Tokens tokens = source.tokens();
        for (int token = 0; token < tokens.count(); token++) {
            if (tokens.kind(token).isComment()) {
                return true;
            }
        }
        return false;
    }

    /// Every node, children before their parent.
    public Stream<SyntaxNode> nodes() {
        return IntStream.range(0, source.nodes().count()).mapToObj(node -> new SyntaxNode(this, node));
    }

    /// How many nodes there are.
    public int size() {
        return source.nodes().count();
    }

    Source source() {
        return source;
    }

    String slice(int start, int end) {
        return text.substring(start, end);
    }
}
