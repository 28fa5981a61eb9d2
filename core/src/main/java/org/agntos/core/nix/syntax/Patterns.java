package org.agntos.core.nix.syntax;

/// Parses the arguments of functions: `{ a, b ? 1, ... } @ name`.
final class Patterns {
    private static final int HAS_ELLIPSIS = 1;
    private static final int HAS_NAME = 2;

    private final Machine machine;

    Patterns(Machine machine) {
        this.machine = machine;
    }

    /// Whether the brace here begins arguments, not a set.
    boolean isPattern() {
        TokenKind next = machine.kind(1);
        TokenKind afterNext = machine.kind(2);
        return switch (next) {
            case ELLIPSIS, COMMA -> true;
            case BRACE_CLOSE -> afterNext == TokenKind.COLON || afterNext == TokenKind.AT;
            case IDENTIFIER ->
                afterNext == TokenKind.COMMA || afterNext == TokenKind.QUESTION || afterNext == TokenKind.BRACE_CLOSE;
            default -> false;
        };
    }

    /// At the brace.
    void begin() {
        machine.push(State.PATTERN);
        machine.skip();
    }

    /// At the name in `name @ { … }`.
    void beginNamed() {
        machine.push(State.PATTERN, machine.word(), machine.nodes.count(), HAS_NAME);
        machine.leaf(NodeKind.PARAMETER);
        machine.skip();
        if (!machine.take(TokenKind.BRACE_OPEN)) {
            machine.problemBefore("'{' is missing here: a name with '@' goes with arguments in braces");
            machine.become(State.PATTERN_END);
        }
    }

    void step() {
        switch (machine.state()) {
            case PATTERN -> formal();
            case FORMAL_DEFAULT -> {
                machine.finish(NodeKind.FORMAL);
                machine.become(State.PATTERN_NEXT);
            }
            case PATTERN_NEXT -> separator();
            default -> end();
        }
    }

    private void formal() {
        switch (machine.kind()) {
            case IDENTIFIER -> {
                if (machine.kind(1) == TokenKind.QUESTION) {
                    machine.push(State.FORMAL_DEFAULT);
                    machine.skip();
                    machine.skip();
                    machine.wantExpression();
                } else {
                    machine.leaf(NodeKind.FORMAL);
                    machine.become(State.PATTERN_NEXT);
                }
            }
            case ELLIPSIS -> {
                machine.skip();
                machine.setExtra(machine.extra() | HAS_ELLIPSIS);
                machine.become(State.PATTERN_NEXT);
            }
            case BRACE_CLOSE -> {
                machine.skip();
                machine.become(State.PATTERN_END);
            }
            default -> unexpected("the name of an argument");
        }
    }

    private void separator() {
        switch (machine.kind()) {
            case COMMA -> {
                if ((machine.extra() & HAS_ELLIPSIS) != 0) {
                    machine.problemHere("'...' must be the last of the arguments");
                }
                machine.skip();
                machine.become(State.PATTERN);
            }
            case BRACE_CLOSE -> {
                machine.skip();
                machine.become(State.PATTERN_END);
            }
            case IDENTIFIER, ELLIPSIS -> {
                machine.problemBefore("a comma is missing here, between two arguments");
                machine.become(State.PATTERN);
            }
            default -> unexpected("',' or '}'");
        }
    }

    private void unexpected(String expected) {
        if (machine.isAwaited()) {
            int brace = machine.firstWord() + ((machine.extra() & HAS_NAME) != 0 ? 2 : 0);
            machine.unclosed(brace, "'{'");
            machine.become(State.PATTERN_END);
        } else {
            machine.unexpected(expected);
            machine.skip();
        }
    }

    private void end() {
        boolean isNamed = (machine.extra() & HAS_NAME) != 0;
        if (!isNamed && machine.take(TokenKind.AT)) {
            if (machine.is(TokenKind.IDENTIFIER)) {
                machine.leaf(NodeKind.PARAMETER);
            } else {
                machine.problemBefore("a name is missing here, after '@'");
            }
        }
        machine.finish(NodeKind.PATTERN);
        boolean hasBody = machine.take(TokenKind.COLON);
        if (!hasBody) {
            machine.problemBefore("':' is missing here, between the arguments of a function and its body");
        }
        if (hasBody || machine.startsExpression()) {
            machine.wantExpression();
        } else {
            machine.missing();
        }
    }
}
