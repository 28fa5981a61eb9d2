package org.agntos.core.nix.syntax;

/// Parses one text, whatever it is: a loop asks the innermost thing begun for its next step until none is
/// left. Each step takes words, begins something or ends, so the time is linear. For one use on one thread.
final class Parser {
    private final Machine machine;
    private final Expressions expressions;
    private final Operators operators;
    private final Brackets brackets;
    private final Definitions definitions;
    private final Patterns patterns;

    Parser(Machine machine, Language language) {
        this.machine = machine;
        this.brackets = new Brackets(machine);
        this.operators = new Operators(machine, brackets, language);
        this.patterns = new Patterns(machine);
        this.expressions = new Expressions(machine, operators, patterns);
        this.definitions = new Definitions(machine, brackets);
    }

    void run() {
        machine.push(State.ROOT);
        machine.wantExpression();
        while (!machine.isDone()) {
            step();
        }
    }

    private void step() {
        switch (machine.state()) {
            case ROOT -> root();
            case EXPRESSION -> {
                machine.pop();
                expressions.begin();
            }
            case LAMBDA, ASSERT_CONDITION, ASSERT_BODY, WITH_SET, WITH_BODY, IF_CONDITION, IF_THEN, IF_ELSE, LET_BODY ->
                expressions.step();
            case OPERATORS, BINARY, UNARY, HAS_ATTRIBUTE, APPLICATION, SELECTION, SELECTION_PATH, SELECTION_DEFAULT ->
                operators.step();
            case PARENTHESES, LIST, INTERPOLATION, STRING, INDENTED_STRING, PATH -> brackets.step();
            case SET, RECURSIVE_SET, LET_SET, LET -> definitions.step();
            case BINDING_NAME, BINDING_VALUE, INHERIT, INHERIT_FROM, ATTRIBUTE_PATH, ATTRIBUTE_PATH_NEXT ->
                definitions.innerStep();
            case PATTERN, FORMAL_DEFAULT, PATTERN_NEXT, PATTERN_END -> patterns.step();
        }
    }

    private void root() {
        if (machine.is(TokenKind.END)) {
            machine.finish(NodeKind.ROOT);
            return;
        }
        if (machine.extra() == 0) {
            machine.setExtra(1);
            if (machine.is(TokenKind.BRACE_CLOSE)) {
                machine.problemHere("this '}' closes nothing: there is one '}' too many, or a '{' is missing");
            } else {
                machine.unexpected("the end of the file, since the expression is complete");
            }
        }
        if (machine.startsExpression()) {
            machine.wantExpression();
        } else {
            machine.skip();
        }
    }
}
