package org.agntos.core.nix.syntax;

/// Finds names that nothing defines. A name is defined by what is around it: arguments, `let`, `rec`, the
/// names every file has; under a `with` any name may be. Walks with a stack of its own, so no depth can
/// overflow the thread's.
final class ScopeCheck {
    private static final int NODE = 0;
    private static final int SET = 1;
    private static final int LEAVE_SET = 2;
    private static final int LEAVE_LAMBDA = 3;
    private static final int ENTER_WITH = 4;
    private static final int LEAVE_WITH = 5;

    private final Source source;
    private final Nodes nodes;
    private final Symbols symbols;
    private final SetBuilder built;
    private final Sets sets;
    private final Scope scope = new Scope();
    private final Problems problems;
    private final Ints steps = new Ints();
    private final int place;

    ScopeCheck(Source source, Symbols symbols, SetBuilder built, Problems problems) {
        this.source = source;
        this.nodes = source.nodes();
        this.symbols = symbols;
        this.built = built;
        this.sets = built.sets();
        this.problems = problems;
        this.place = symbols.of("__curPos");
    }

    void run(Language language) {
        Globals.define(symbols, scope, language);
        later(NODE, nodes.count() - 1);
        while (steps.size() > 0) {
            int argument = steps.pop();
            switch (steps.pop()) {
                case NODE -> node(argument);
                case SET -> values(argument);
                case LEAVE_SET -> leaveSet(argument);
                case LEAVE_LAMBDA -> leaveLambda(argument);
                case ENTER_WITH -> scope.enterWith();
                default -> scope.leaveWith();
            }
        }
    }

    /// The step that is put off last is taken first.
    private void later(int step, int argument) {
        steps.add(step);
        steps.add(argument);
    }

    private void node(int node) {
        switch (nodes.kind(node)) {
            case VARIABLE -> variable(nodes.firstWord(node));
            case LAMBDA -> lambda(node);
            case LET -> {
                enterSet(built.setOf(node));
                later(NODE, nodes.lastChild(node));
            }
            case SET, RECURSIVE_SET, LET_SET -> set(built.setOf(node));
            case WITH -> {
                int body = nodes.lastChild(node);
                later(LEAVE_WITH, 0);
                later(NODE, body);
                later(ENTER_WITH, 0);
                later(NODE, nodes.before(node, body));
            }
            case APPLY_OR -> {
                check(symbols.of("or"), nodes.endWord(node) - 1);
                children(node);
            }
            case NAME, PARAMETER, INTEGER, FLOAT, URI, SEARCH_PATH, MISSING -> {}
            default -> children(node);
        }
    }

    private void children(int node) {
        for (int child = nodes.lastChild(node); child >= 0; child = nodes.before(node, child)) {
            if (nodes.kind(child) == NodeKind.VARIABLE) {
                variable(nodes.firstWord(child));
            } else if (nodes.size(child) > 1 || nodes.kind(child).isSet()) {
                later(NODE, child);
            }
        }
    }

    private void variable(int word) {
        int symbol = source.symbol(symbols, word);
        if (symbol != place) {
            check(symbol, word);
        }
    }

    private void check(int symbol, int word) {
        // Only a plain `__curPos` is the place where it stands; `inherit __curPos` means a variable.
        if (!scope.knows(symbol)) {
            problems.add(
                    SyntaxProblem.Kind.UNDEFINED,
                    source.tokens().wordStart(word),
                    source.tokens().wordEnd(word),
                    "the name '" + symbols.text(symbol) + "' is not defined here");
        }
    }

    private void lambda(int node) {
        int body = nodes.lastChild(node);
        int head = nodes.before(node, body);
        later(LEAVE_LAMBDA, head);
        later(NODE, body);
        if (nodes.kind(head) == NodeKind.PARAMETER) {
            scope.enter(source.symbol(symbols, nodes.firstWord(head)));
            return;
        }
        for (int child = nodes.lastChild(head); child >= 0; child = nodes.before(head, child)) {
            scope.enter(source.symbol(symbols, nodes.firstWord(child)));
            if (nodes.lastChild(child) >= 0) {
                later(NODE, nodes.lastChild(child));
            }
        }
    }

    private void leaveLambda(int head) {
        if (nodes.kind(head) == NodeKind.PARAMETER) {
            scope.leave(source.symbol(symbols, nodes.firstWord(head)));
            return;
        }
        for (int child = nodes.lastChild(head); child >= 0; child = nodes.before(head, child)) {
            scope.leave(source.symbol(symbols, nodes.firstWord(child)));
        }
    }

    private void set(int set) {
        if (sets.isRecursive(set)) {
            enterSet(set);
        } else {
            inherited(set);
            values(set);
        }
    }

    /// `inherit a;` means the `a` around the set.
    private void inherited(int set) {
        for (int entry = sets.firstEntry(set); entry != Sets.NONE; entry = sets.nextEntry(entry)) {
            if (sets.isInherited(entry)) {
                check(sets.symbol(entry), sets.word(entry));
            }
        }
    }

    private void enterSet(int set) {
        inherited(set);
        for (int entry = sets.firstEntry(set); entry != Sets.NONE; entry = sets.nextEntry(entry)) {
            scope.enter(sets.symbol(entry));
        }
        later(LEAVE_SET, set);
        later(SET, set);
    }

    private void leaveSet(int set) {
        for (int entry = sets.firstEntry(set); entry != Sets.NONE; entry = sets.nextEntry(entry)) {
            scope.leave(sets.symbol(entry));
        }
    }

    /// Everything a set has inside, in the scope as it is.
    private void values(int set) {
        for (int entry = sets.firstEntry(set); entry != Sets.NONE; entry = sets.nextEntry(entry)) {
            value(sets.valueSet(entry), sets.valueNode(entry));
        }
        for (int i = sets.firstComputed(set); i != Sets.NONE; i = sets.nextComputed(i)) {
            if (sets.computedName(i) != Sets.NONE) {
                later(NODE, sets.computedName(i));
            }
            value(sets.computedSet(i), sets.computedNode(i));
        }
    }

    private void value(int set, int node) {
        if (node != Sets.NONE) {
            if (nodes.kind(node) == NodeKind.VARIABLE) {
                variable(nodes.firstWord(node));
            } else {
                later(NODE, node);
            }
        } else if (set != Sets.NONE) {
            // A set that is only implied is never recursive, but may have inherited what was merged into it.
            inherited(set);
            later(SET, set);
        }
    }
}
