package org.agntos.core.nix.syntax;

/// Parses operators by their precedence, and what stands between them: a function and its arguments, each
/// with its selections `.a.b or c`.
@SuppressWarnings("EnumOrdinal") // Kinds are kept as small numbers in arrays, never stored.
final class Operators {
    private static final int PIPE = 1;
    private static final int EQUALITY = 5;
    private static final int COMPARISON = 6;
    private static final int NOT = 8;
    private static final int HAS = 12;
    private static final int NEGATE = 13;
    /// Where a frame keeps which pipe it has seen, above its precedence.
    private static final int PIPE_SHIFT = 8;

    private static final byte[] PRECEDENCE = new byte[TokenKind.values().length];

    static {
        set(PIPE, TokenKind.PIPE_INTO, TokenKind.PIPE_FROM);
        set(2, TokenKind.IMPLIES);
        set(3, TokenKind.OR_ELSE);
        set(4, TokenKind.AND);
        set(EQUALITY, TokenKind.EQUAL, TokenKind.NOT_EQUAL);
        set(COMPARISON, TokenKind.LESS, TokenKind.LESS_EQUAL, TokenKind.GREATER, TokenKind.GREATER_EQUAL);
        set(7, TokenKind.UPDATE);
        set(9, TokenKind.PLUS, TokenKind.MINUS);
        set(10, TokenKind.STAR, TokenKind.SLASH);
        set(11, TokenKind.CONCAT);
        set(HAS, TokenKind.QUESTION);
    }

    private final Machine machine;
    private final Brackets brackets;
    private final Language language;

    Operators(Machine machine, Brackets brackets, Language language) {
        this.machine = machine;
        this.brackets = brackets;
        this.language = language;
    }

    private static void set(int precedence, TokenKind... kinds) {
        for (TokenKind kind : kinds) {
            PRECEDENCE[kind.ordinal()] = (byte) precedence;
        }
    }

    /// Begins an expression of operators.
    void begin() {
        begin(PIPE);
    }

    /// @param extra the lowest precedence that still belongs to it, and the pipe it is part of
    private void begin(int extra) {
        machine.push(State.OPERATORS, machine.word(), machine.nodes.count(), extra);
        while (machine.is(TokenKind.NOT) || machine.is(TokenKind.MINUS)) {
            int precedence = machine.is(TokenKind.NOT) ? NOT : NEGATE;
            machine.push(State.UNARY);
            machine.skip();
            machine.push(State.OPERATORS, machine.word(), machine.nodes.count(), precedence);
        }
        machine.push(State.APPLICATION);
        machine.push(State.SELECTION);
        brackets.simple();
    }

    void step() {
        switch (machine.state()) {
            case OPERATORS -> operator();
            case BINARY -> binaryEnd();
            case UNARY -> machine.finish(NodeKind.UNARY);
            case HAS_ATTRIBUTE -> machine.finish(NodeKind.HAS_ATTRIBUTE);
            case APPLICATION -> argument();
            case SELECTION -> selection();
            case SELECTION_PATH -> selectionDefault();
            default -> machine.finish(NodeKind.SELECT);
        }
    }

    private void operator() {
        TokenKind kind = machine.kind();
        int precedence = PRECEDENCE[kind.ordinal()];
        int lowest = machine.extra() & ((1 << PIPE_SHIFT) - 1);
        if (precedence == 0 || precedence < lowest) {
            machine.pop();
        } else if (precedence == HAS) {
            machine.push(State.HAS_ATTRIBUTE, machine.firstWord(), machine.firstNode(), 0);
            machine.skip();
            machine.push(State.ATTRIBUTE_PATH);
        } else {
            int seen = precedence == PIPE ? pipe(kind) : 0;
            machine.push(State.BINARY, machine.firstWord(), machine.firstNode(), precedence);
            machine.skip();
            begin(isRightAssociative(kind) ? precedence | seen : precedence + 1);
        }
    }

    private int pipe(TokenKind kind) {
        if (!language.hasPipes()) {
            machine.problem(
                    SyntaxProblem.Kind.FEATURE,
                    machine.word(),
                    kind.words() + " needs the experimental feature 'pipe-operators'");
        }
        int seen = kind.ordinal() << PIPE_SHIFT;
        int before = machine.extra() & -(1 << PIPE_SHIFT);
        if (before != 0 && before != seen) {
            machine.problemHere("'|>' and '<|' cannot be mixed without parentheses");
        }
        machine.setExtra((machine.extra() & ((1 << PIPE_SHIFT) - 1)) | seen);
        return seen;
    }

    private static boolean isRightAssociative(TokenKind kind) {
        return switch (kind) {
            case PIPE_FROM, IMPLIES, UPDATE, CONCAT -> true;
            default -> false;
        };
    }

    private void binaryEnd() {
        int precedence = machine.extra();
        machine.finish(NodeKind.BINARY);
        boolean isSingle = precedence == EQUALITY || precedence == COMPARISON;
        if (isSingle && PRECEDENCE[machine.kind().ordinal()] == precedence) {
            machine.problemHere("comparisons cannot be chained: put parentheses around one of them");
        }
    }

    private void argument() {
        if (machine.startsSimple() && !machine.startsDefinition()) {
            machine.setExtra(1);
            machine.push(State.SELECTION);
            brackets.simple();
        } else if (machine.extra() > 0) {
            machine.finish(NodeKind.APPLY);
        } else {
            machine.pop();
        }
    }

    private void selection() {
        if (machine.take(TokenKind.DOT)) {
            machine.become(State.SELECTION_PATH);
            machine.push(State.ATTRIBUTE_PATH);
        } else if (machine.is(TokenKind.OR) && !machine.startsDefinition()) {
            machine.skip();
            machine.finish(NodeKind.APPLY_OR);
        } else {
            machine.pop();
        }
    }

    private void selectionDefault() {
        if (machine.is(TokenKind.OR) && !machine.startsDefinition()) {
            machine.skip();
            machine.become(State.SELECTION_DEFAULT);
            machine.push(State.SELECTION);
            brackets.simple();
        } else {
            machine.finish(NodeKind.SELECT);
        }
    }
}
