package org.agntos.core.nix.syntax;

/// What the parser waits for: one for each thing that has begun and not ended.
enum State {
    ROOT,
    /// An expression begins here.
    EXPRESSION,
    // Expressions that end with an expression.
    LAMBDA,
    ASSERT_CONDITION,
    ASSERT_BODY,
    WITH_SET,
    WITH_BODY,
    IF_CONDITION,
    IF_THEN,
    IF_ELSE,
    LET_BODY,
    // Operators.
    OPERATORS,
    BINARY,
    UNARY,
    HAS_ATTRIBUTE,
    APPLICATION,
    SELECTION,
    SELECTION_PATH,
    SELECTION_DEFAULT,
    // Brackets.
    PARENTHESES,
    LIST,
    INTERPOLATION,
    STRING,
    INDENTED_STRING,
    PATH,
    // Definitions.
    SET,
    RECURSIVE_SET,
    LET_SET,
    LET,
    BINDING_NAME,
    BINDING_VALUE,
    INHERIT,
    INHERIT_FROM,
    ATTRIBUTE_PATH,
    ATTRIBUTE_PATH_NEXT,
    // Arguments.
    PATTERN,
    FORMAL_DEFAULT,
    PATTERN_NEXT,
    PATTERN_END
}
