package org.agntos.core.nix.syntax;

import java.util.Arrays;
import java.util.Optional;

/// Builds the [Sets] of a text, and finds what is defined twice and what is computed where Nix wants a
/// plain name. Goes through the nodes once, inner ones first, as Nix builds its sets.
final class SetBuilder {
    private final Source source;
    private final Nodes nodes;
    private final Symbols symbols;
    private final Language language;
    private final Problems problems;
    private final Sets sets = new Sets();
    private final int[] setOf;
    private int[] lastPattern = new int[64];

    SetBuilder(Source source, Symbols symbols, Language language, Problems problems) {
        this.source = source;
        this.nodes = source.nodes();
        this.symbols = symbols;
        this.language = language;
        this.problems = problems;
        this.setOf = new int[nodes.count()];
    }

    Sets sets() {
        return sets;
    }

    /// The set of a SET, RECURSIVE_SET, LET_SET or LET node.
    int setOf(int node) {
        return setOf[node];
    }

    void run() {
        for (int node = 0; node < nodes.count(); node++) {
            switch (nodes.kind(node)) {
                case SET, RECURSIVE_SET, LET_SET -> build(node);
                case LET -> {
                    build(node);
                    if (hasComputedNames(setOf[node])) {
                        problem(
                                SyntaxProblem.Kind.DYNAMIC,
                                nodes.firstWord(node),
                                "computed names are not allowed in 'let'");
                    }
                }
                case PATTERN -> pattern(node);
                default -> {}
            }
        }
    }

    private boolean hasComputedNames(int set) {
        int computed = sets.firstComputed(set);
        while (computed != Sets.NONE && sets.computedName(computed) == Sets.NONE) {
            computed = sets.nextComputed(computed);
        }
        return computed != Sets.NONE;
    }

    private void build(int node) {
        int set = sets.newSet(nodes.kind(node) != NodeKind.SET);
        setOf[node] = set;
        for (int child : nodes.children(node)) {
            if (nodes.kind(child) == NodeKind.BINDING) {
                define(set, child);
            } else if (nodes.kind(child) == NodeKind.INHERIT) {
                inherit(set, child);
            }
        }
    }

    private void inherit(int set, int node) {
        int from = Sets.NONE;
        boolean isEmpty = true;
        for (int child : nodes.children(node)) {
            if (nodes.kind(child) == NodeKind.INHERIT_FROM) {
                from = nodes.lastChild(child);
                continue;
            }
            isEmpty = false;
            int symbol = symbol(child);
            int word = nodes.firstWord(child);
            if (symbol == Sets.NONE) {
                problem(SyntaxProblem.Kind.DYNAMIC, word, "computed names are not allowed in 'inherit'");
            } else if (isNew(set, symbol, word, symbols.text(symbol))) {
                if (from == Sets.NONE) {
                    sets.inherit(set, symbol, word);
                } else {
                    sets.add(set, symbol, Sets.NONE, Sets.NONE, word);
                }
            }
        }
        if (from != Sets.NONE && (!isEmpty || language.bindsEmptyInherit())) {
            sets.addComputed(set, Sets.NONE, Sets.NONE, from);
        }
    }

    private boolean isNew(int set, int symbol, int word, String name) {
        int present = sets.find(set, symbol);
        if (present != Sets.NONE) {
            twice(name, word, sets.word(present));
        }
        return present == Sets.NONE;
    }

    private void twice(String name, int word, int firstWord) {
        LineMap lines =
                new LineMap(source.text(), source.tokens().start(source.tokens().count() - 1));
        problem(
                SyntaxProblem.Kind.DUPLICATE,
                word,
                "'" + name + "' is defined twice; the other is in line "
                        + lines.line(source.tokens().wordStart(firstWord)));
    }

    private int symbol(int nameNode) {
        if (nodes.kind(nameNode) == NodeKind.NAME) {
            return source.symbol(symbols, nodes.firstWord(nameNode));
        }
        Optional<String> name = Texts.name(source, nameNode);
        return name.isPresent() ? symbols.of(name.get()) : Sets.NONE;
    }

    private void define(int outer, int binding) {
        int[] parts = nodes.children(binding);
        if (parts.length < 2 || nodes.kind(parts[0]) != NodeKind.ATTRIBUTE_PATH) {
            return;
        }
        int[] path = nodes.children(parts[0]);
        int word = nodes.firstWord(parts[0]);
        int set = outer;
        for (int i = 0; i < path.length - 1 && set != Sets.NONE; i++) {
            set = step(set, path[i], word, parts[0]);
        }
        if (set != Sets.NONE) {
            put(set, path[path.length - 1], parts);
        }
    }

    /// The set that a segment in the middle of `a.b.c` leads to; [Sets#NONE] where there is something else
    /// already.
    private int step(int set, int segment, int word, int path) {
        int symbol = symbol(segment);
        if (symbol == Sets.NONE) {
            int nested = sets.newSet(false);
            sets.addComputed(set, segment, nested, Sets.NONE);
            return nested;
        }
        int present = sets.find(set, symbol);
        if (present == Sets.NONE) {
            int nested = sets.newSet(false);
            sets.add(set, symbol, nested, Sets.NONE, word);
            return nested;
        }
        if (sets.valueSet(present) == Sets.NONE) {
            twice(pathText(path), word, sets.word(present));
        }
        return sets.valueSet(present);
    }

    private void put(int set, int segment, int[] parts) {
        int value = source.withoutParentheses(parts[1]);
        boolean isSet = nodes.kind(value) == NodeKind.SET || nodes.kind(value) == NodeKind.RECURSIVE_SET;
        int valueSet = isSet ? setOf[value] : Sets.NONE;
        int word = nodes.firstWord(parts[0]);
        int symbol = symbol(segment);
        if (symbol == Sets.NONE) {
            sets.addComputed(set, segment, valueSet, value);
            return;
        }
        int present = sets.find(set, symbol);
        if (present == Sets.NONE) {
            sets.add(set, symbol, valueSet, value, word);
        } else if (valueSet == Sets.NONE || sets.valueSet(present) == Sets.NONE) {
            twice(pathText(parts[0]), word, sets.word(present));
        } else {
            merge(sets.valueSet(present), valueSet);
        }
    }

    private void merge(int into, int from) {
        Ints open = new Ints();
        open.add(into);
        open.add(from);
        while (open.size() > 0) {
            int source = open.pop();
            mergeOne(open.pop(), source, open);
        }
    }

    /// Moves the entries of one set into another. @param open gets pairs that have to be merged, too
    private void mergeOne(int into, int from, Ints open) {
        for (int entry = sets.firstEntry(from); entry != Sets.NONE; entry = sets.nextEntry(entry)) {
            int symbol = sets.symbol(entry);
            int present = sets.find(into, symbol);
            if (present == Sets.NONE) {
                if (sets.isInherited(entry)) {
                    sets.inherit(into, symbol, sets.word(entry));
                } else {
                    sets.add(into, symbol, sets.valueSet(entry), sets.valueNode(entry), sets.word(entry));
                }
            } else if (language.mergesDeeply()
                    && sets.valueSet(present) != Sets.NONE
                    && sets.valueSet(entry) != Sets.NONE) {
                open.add(sets.valueSet(present));
                open.add(sets.valueSet(entry));
            } else {
                twice(symbols.text(symbol), sets.word(entry), sets.word(present));
            }
        }
        for (int i = sets.firstComputed(from); i != Sets.NONE; i = sets.nextComputed(i)) {
            if (sets.computedName(i) == Sets.NONE || language.keepsDynamicNames()) {
                sets.addComputed(into, sets.computedName(i), sets.computedSet(i), sets.computedNode(i));
            }
        }
    }

    private String pathText(int path) {
        int start = source.tokens().wordStart(nodes.firstWord(path));
        int end = source.tokens().wordEnd(nodes.endWord(path) - 1);
        return new String(source.text(), start, end - start);
    }

    private void pattern(int node) {
        for (int child : nodes.children(node)) {
            int symbol = source.symbol(symbols, nodes.firstWord(child));
            if (symbol >= lastPattern.length) {
                lastPattern = Arrays.copyOf(lastPattern, Math.max(symbol + 1, lastPattern.length * 2));
            }
            if (lastPattern[symbol] == node + 1) {
                problem(
                        SyntaxProblem.Kind.DUPLICATE,
                        nodes.firstWord(child),
                        "the argument '" + symbols.text(symbol) + "' is named twice");
            }
            lastPattern[symbol] = node + 1;
        }
    }

    private void problem(SyntaxProblem.Kind kind, int word, String message) {
        problems.add(kind, source.tokens().wordStart(word), source.tokens().wordEnd(word), message);
    }
}
