package org.agntos.core.nix.syntax;

/// Parses what needs no parentheses: names, numbers, texts, paths, and everything between brackets.
final class Brackets {
    private static final int PATH_GOES_ON = 1;
    private static final int PATH_HAS_VALUE = 2;

    private final Machine machine;

    Brackets(Machine machine) {
        this.machine = machine;
    }

    /// Begins such an expression; where none begins, a [NodeKind#MISSING] stands for it.
    void simple() {
        switch (machine.kind()) {
            case IDENTIFIER -> machine.leaf(NodeKind.VARIABLE);
            case INTEGER -> machine.leaf(NodeKind.INTEGER);
            case FLOAT -> machine.leaf(NodeKind.FLOAT);
            case URI -> machine.leaf(NodeKind.URI);
            case SEARCH_PATH -> machine.leaf(NodeKind.SEARCH_PATH);
            case PATH -> open(State.PATH);
            case STRING_OPEN -> string();
            case INDENTED_OPEN -> open(State.INDENTED_STRING);
            case PAREN_OPEN -> {
                open(State.PARENTHESES);
                machine.wantExpression();
            }
            case BRACKET_OPEN -> open(State.LIST);
            case BRACE_OPEN -> open(State.SET);
            case REC -> set(State.RECURSIVE_SET, "rec");
            case LET -> {
                if (machine.kind(1) == TokenKind.BRACE_OPEN) {
                    set(State.LET_SET, "let");
                } else {
                    inParentheses();
                }
            }
            case IF, WITH, ASSERT -> inParentheses();
            default -> missing();
        }
    }

    void string() {
        open(State.STRING);
    }

    void interpolation() {
        open(State.INTERPOLATION);
        machine.wantExpression();
    }

    private void open(State state) {
        machine.push(state);
        machine.skip();
    }

    private void set(State state, String word) {
        machine.push(state);
        machine.skip();
        if (!machine.take(TokenKind.BRACE_OPEN)) {
            String message = "'{' is missing here, after '" + word + "'";
            if (machine.is(TokenKind.END)) {
                // At the end of a file nothing is told of what stands in open brackets, and this is open already.
                machine.problemAt(machine.word() - 1, message);
            } else {
                machine.problemBefore(message);
            }
            machine.missing();
            machine.finish(NodeKind.PARENTHESES);
        }
    }

    private void inParentheses() {
        machine.problemHere(machine.kind().words() + " must stand in parentheses here");
        machine.wantExpression();
    }

    private void missing() {
        boolean isOdd = machine.is(TokenKind.BAD);
        while (machine.is(TokenKind.BAD)) {
            machine.unexpected("an expression");
            machine.skip();
        }
        if (isOdd && machine.startsSimple()) {
            simple();
            return;
        }
        if (!isOdd && machine.word() == 0) {
            machine.problemHere(
                    machine.is(TokenKind.END)
                            ? "the file has no expression in it"
                            : "an expression is expected here, not "
                                    + machine.kind().words());
        } else if (!isOdd) {
            TokenKind before = machine.tokens.wordKind(machine.word() - 1);
            boolean isBody = before == TokenKind.SEMICOLON;
            machine.problemBefore("an expression is missing here, after " + before.words()
                    + (isBody ? " (or the ';' of 'with' or 'assert' further left)" : ""));
        }
        machine.missing();
    }

    void step() {
        switch (machine.state()) {
            case PARENTHESES -> close(TokenKind.PAREN_CLOSE, "'('", NodeKind.PARENTHESES);
            case INTERPOLATION -> close(TokenKind.INTERPOLATION_CLOSE, "'${'", NodeKind.INTERPOLATION);
            case LIST -> list();
            case PATH -> path();
            case STRING -> text(TokenKind.STRING_CLOSE, "text", NodeKind.STRING);
            default -> text(TokenKind.INDENTED_CLOSE, "text that begins with ''", NodeKind.INDENTED_STRING);
        }
    }

    /// After the expression between two brackets.
    void close(TokenKind closing, String opened, NodeKind kind) {
        if (machine.take(closing)) {
            machine.finish(kind);
        } else if (machine.isAwaited()) {
            machine.unclosed(machine.firstWord(), opened);
            machine.finish(kind);
        } else {
            skipUnexpected(closing.words());
        }
    }

    private void skipUnexpected(String expected) {
        if (machine.extra() == 0) {
            machine.setExtra(1);
            machine.unexpected(expected);
        }
        if (machine.startsExpression()) {
            machine.wantExpression();
        } else {
            machine.skip();
        }
    }

    private void list() {
        if (machine.startsSimple()) {
            machine.push(State.SELECTION);
            simple();
        } else if (machine.is(TokenKind.COMMA)) {
            machine.problemHere("the items of a list have blanks between them, no ','");
            machine.skip();
        } else if (machine.is(TokenKind.MINUS) && machine.extra() == 0) {
            machine.problemHere("a negative number in a list needs parentheses around it");
            machine.skip();
        } else if (machine.take(TokenKind.BRACKET_CLOSE)) {
            machine.finish(NodeKind.LIST);
        } else if (machine.isAwaited()) {
            machine.unclosed(machine.firstWord(), "'['");
            machine.finish(NodeKind.LIST);
        } else {
            skipUnexpected("an item of the list or ']'");
        }
    }

    /// Text may follow an interpolation, and once stand between the path and its first one: `./a//b${c}`.
    private void path() {
        boolean isPart = machine.isAdjacent() && machine.is(TokenKind.PATH_PART);
        if (isPart && machine.extra() != PATH_GOES_ON) {
            machine.setExtra(machine.extra() == 0 ? PATH_GOES_ON : PATH_HAS_VALUE);
            machine.skip();
        } else if (machine.isAdjacent() && machine.is(TokenKind.INTERPOLATION_OPEN)) {
            machine.setExtra(PATH_HAS_VALUE);
            interpolation();
        } else {
            if (machine.extra() == PATH_GOES_ON) {
                machine.problemAt(machine.word() - 1, "a path cannot have '//' in it");
            }
            machine.finish(NodeKind.PATH);
        }
    }

    private void text(TokenKind closing, String what, NodeKind kind) {
        while (true) {
            switch (machine.kind()) {
                case STRING_TEXT, STRING_ESCAPE, INDENTED_TEXT, INDENTED_ESCAPE -> machine.skip();
                case INTERPOLATION_OPEN -> {
                    interpolation();
                    return;
                }
                default -> {
                    if (!machine.take(closing)) {
                        machine.unclosed(machine.firstWord(), what);
                    }
                    machine.finish(kind);
                    return;
                }
            }
        }
    }
}
