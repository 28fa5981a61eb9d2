package org.agntos.core.nix.syntax;

/// Begins expressions, and parses those that end with an expression of their own: functions, `if`, `with`,
/// `assert`, `let … in`.
final class Expressions {
    private final Machine machine;
    private final Operators operators;
    private final Patterns patterns;

    Expressions(Machine machine, Operators operators, Patterns patterns) {
        this.machine = machine;
        this.operators = operators;
        this.patterns = patterns;
    }

    /// Begins any expression at the present word.
    void begin() {
        switch (machine.kind()) {
            case IDENTIFIER -> {
                TokenKind next = machine.kind(1);
                if (next == TokenKind.COLON) {
                    machine.push(State.LAMBDA);
                    machine.leaf(NodeKind.PARAMETER);
                    machine.skip();
                    machine.wantExpression();
                } else if (next == TokenKind.AT) {
                    machine.push(State.LAMBDA);
                    patterns.beginNamed();
                } else {
                    operators.begin();
                }
            }
            case BRACE_OPEN -> {
                if (patterns.isPattern()) {
                    machine.push(State.LAMBDA);
                    patterns.begin();
                } else {
                    operators.begin();
                }
            }
            case ASSERT -> beginAfterWord(State.ASSERT_CONDITION);
            case WITH -> beginAfterWord(State.WITH_SET);
            case IF -> beginAfterWord(State.IF_CONDITION);
            case LET -> {
                if (machine.kind(1) == TokenKind.BRACE_OPEN) {
                    operators.begin();
                } else {
                    machine.push(State.LET);
                    machine.skip();
                }
            }
            default -> operators.begin();
        }
    }

    private void beginAfterWord(State state) {
        machine.push(state);
        machine.skip();
        machine.wantExpression();
    }

    void step() {
        switch (machine.state()) {
            case LAMBDA -> machine.finish(NodeKind.LAMBDA);
            case ASSERT_CONDITION -> semicolon("assert", State.ASSERT_BODY);
            case WITH_SET -> semicolon("with", State.WITH_BODY);
            case ASSERT_BODY -> machine.finish(NodeKind.ASSERT);
            case WITH_BODY -> machine.finish(NodeKind.WITH);
            case IF_CONDITION -> branch(TokenKind.THEN, "then", State.IF_THEN);
            case IF_THEN -> branch(TokenKind.ELSE, "else", State.IF_ELSE);
            case IF_ELSE -> machine.finish(NodeKind.IF);
            default -> machine.finish(NodeKind.LET);
        }
    }

    private void semicolon(String word, State body) {
        boolean isThere = machine.take(TokenKind.SEMICOLON);
        machine.become(body);
        if (!isThere) {
            machine.semicolonBefore(", after the expression of '" + word + "'");
        }
        wantOrMiss(isThere);
    }

    private void branch(TokenKind keyword, String word, State next) {
        machine.become(next);
        boolean isThere = machine.take(keyword);
        if (!isThere) {
            machine.problemBefore("'" + word + "' is missing here: every 'if' of Nix has a 'then' and an 'else'");
        }
        wantOrMiss(isThere);
    }

    private void wantOrMiss(boolean isCertain) {
        if (isCertain || machine.startsExpression()) {
            machine.wantExpression();
        } else {
            machine.missing();
        }
    }
}
