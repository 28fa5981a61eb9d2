package org.agntos.core.nix.syntax;

/// Parses definitions: `a.b = value;` and `inherit (source) a b;`, in sets and after `let`.
final class Definitions {
    private final Machine machine;
    private final Brackets brackets;

    Definitions(Machine machine, Brackets brackets) {
        this.machine = machine;
        this.brackets = brackets;
    }

    /// Between two definitions.
    void step() {
        switch (machine.kind()) {
            case IDENTIFIER, OR, STRING_OPEN, INTERPOLATION_OPEN -> {
                machine.push(State.BINDING_NAME);
                machine.push(State.ATTRIBUTE_PATH);
            }
            case INHERIT -> {
                machine.push(State.INHERIT);
                machine.skip();
            }
            case BRACE_CLOSE -> {
                if (machine.state() == State.LET) {
                    withoutIn();
                } else {
                    machine.skip();
                    finish();
                }
            }
            case IN -> {
                if (machine.state() == State.LET) {
                    machine.skip();
                    machine.become(State.LET_BODY);
                    machine.wantExpression();
                } else {
                    unexpected();
                }
            }
            case SEMICOLON -> {
                machine.problemHere("there is one ';' too many here");
                machine.skip();
            }
            default -> unexpected();
        }
    }

    private void finish() {
        machine.finish(
                switch (machine.state()) {
                    case RECURSIVE_SET -> NodeKind.RECURSIVE_SET;
                    case LET_SET -> NodeKind.LET_SET;
                    default -> NodeKind.SET;
                });
    }

    private void withoutIn() {
        machine.problem(SyntaxProblem.Kind.UNCLOSED, machine.firstWord(), "this 'let' has no 'in'");
        machine.missing();
        machine.finish(NodeKind.LET);
    }

    private void unexpected() {
        if (isReservedName()) {
            machine.push(State.BINDING_NAME);
            machine.push(State.ATTRIBUTE_PATH);
        } else if (machine.isAwaited()) {
            if (machine.state() == State.LET) {
                withoutIn();
            } else {
                int brace = machine.firstWord() + (machine.state() == State.SET ? 0 : 1);
                machine.unclosed(brace, "'{'");
                finish();
            }
        } else if (machine.startsExpression()) {
            machine.unexpected("the name of a definition");
            machine.push(State.BINDING_NAME);
            machine.wantExpression();
        } else {
            if (machine.extra() != machine.word()) {
                machine.unexpected(machine.state() == State.LET ? "a definition or 'in'" : "a definition or '}'");
            }
            machine.skip();
            machine.setExtra(machine.word());
        }
    }

    private boolean isReservedName() {
        TokenKind next = machine.kind(1);
        return machine.kind().isKeyword() && (next == TokenKind.ASSIGN || next == TokenKind.DOT);
    }

    /// Inside one definition.
    void innerStep() {
        switch (machine.state()) {
            case BINDING_NAME -> afterName();
            case BINDING_VALUE -> afterValue();
            case INHERIT -> inherit();
            case INHERIT_FROM -> brackets.close(TokenKind.PAREN_CLOSE, "'('", NodeKind.INHERIT_FROM);
            case ATTRIBUTE_PATH -> segment();
            default -> {
                if (machine.take(TokenKind.DOT)) {
                    machine.become(State.ATTRIBUTE_PATH);
                } else {
                    machine.finish(NodeKind.ATTRIBUTE_PATH);
                }
            }
        }
    }

    private void afterName() {
        machine.become(State.BINDING_VALUE);
        if (machine.take(TokenKind.ASSIGN)) {
            machine.wantExpression();
        } else if (machine.is(TokenKind.COLON) || machine.is(TokenKind.EQUAL)) {
            machine.unexpected("'='");
            machine.skip();
            machine.wantExpression();
        } else if (machine.startsExpression() && !machine.startsDefinition()) {
            machine.problemBefore("'=' is missing here, between the name and its value");
            machine.wantExpression();
        } else {
            machine.problemBefore("'=' and a value are missing here, after the name");
            machine.setExtra(1);
            machine.missing();
        }
    }

    private void afterValue() {
        if (machine.take(TokenKind.SEMICOLON)) {
            machine.finish(NodeKind.BINDING);
        } else if (machine.isAwaited() || machine.startsDefinition() || machine.is(TokenKind.INTERPOLATION_OPEN)) {
            if (machine.extra() == 0) {
                machine.semicolonBefore("");
            }
            machine.finish(NodeKind.BINDING);
        } else {
            if (machine.extra() == 0) {
                machine.setExtra(1);
                machine.unexpected("';'");
            }
            if (machine.startsExpression()) {
                machine.wantExpression();
            } else {
                machine.skip();
            }
        }
    }

    private void inherit() {
        boolean isFirst = machine.extra() == 0;
        machine.setExtra(1);
        if (isFirst && machine.is(TokenKind.PAREN_OPEN)) {
            machine.push(State.INHERIT_FROM);
            machine.skip();
            machine.wantExpression();
            return;
        }
        boolean isName = machine.is(TokenKind.IDENTIFIER) || machine.is(TokenKind.OR);
        if (machine.take(TokenKind.SEMICOLON)) {
            machine.finish(NodeKind.INHERIT);
        } else if (machine.startsDefinition() || (machine.isAwaited() && !machine.is(TokenKind.SEMICOLON))) {
            machine.semicolonBefore(", after the names of 'inherit'");
            machine.finish(NodeKind.INHERIT);
        } else if (isName) {
            machine.leaf(NodeKind.NAME);
        } else if (machine.is(TokenKind.STRING_OPEN)) {
            brackets.string();
        } else if (machine.is(TokenKind.INTERPOLATION_OPEN)) {
            brackets.interpolation();
        } else {
            machine.unexpected("a name or ';'");
            machine.skip();
        }
    }

    private void segment() {
        machine.become(State.ATTRIBUTE_PATH_NEXT);
        switch (machine.kind()) {
            case IDENTIFIER, OR -> machine.leaf(NodeKind.NAME);
            case STRING_OPEN -> brackets.string();
            case INTERPOLATION_OPEN -> brackets.interpolation();
            default -> {
                if (machine.kind().isKeyword()) {
                    machine.problemHere(
                            machine.kind().words() + " is a word of the language; as a name it needs quotes");
                    machine.leaf(NodeKind.NAME);
                } else {
                    machine.problemBefore("a name is missing here, after "
                            + machine.tokens.wordKind(machine.word() - 1).words());
                    machine.missing();
                }
            }
        }
    }
}
