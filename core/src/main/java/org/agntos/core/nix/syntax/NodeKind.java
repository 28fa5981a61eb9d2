package org.agntos.core.nix.syntax;

/// What a node of the tree is. Its children are named in their order.
public enum NodeKind {
    /// A variable.
    VARIABLE,
    INTEGER,
    FLOAT,
    URI,
    SEARCH_PATH,
    /// Children: the interpolations.
    PATH,
    /// `"…"`; children: the interpolations.
    STRING,
    /// `''…''`; children: the interpolations.
    INDENTED_STRING,
    /// `${…}` in a string, a path or as a name; child: the expression.
    INTERPOLATION,
    /// `(…)`; child: the expression.
    PARENTHESES,
    /// Children: the items.
    LIST,
    /// `{ … }`; children: BINDING, INHERIT.
    SET,
    /// `rec { … }`; children: BINDING, INHERIT.
    RECURSIVE_SET,
    /// `let { … }`, which means its `body`; children: BINDING, INHERIT.
    LET_SET,
    /// Children: ATTRIBUTE_PATH, the value.
    BINDING,
    /// Children: INHERIT_FROM if it is there, then the names.
    INHERIT,
    /// `(…)` of an `inherit`; child: the expression.
    INHERIT_FROM,
    /// Children: NAME, STRING or INTERPOLATION, one a segment.
    ATTRIBUTE_PATH,
    /// An attribute's name without quotes.
    NAME,
    /// Children: the expression, ATTRIBUTE_PATH, the default if it is there.
    SELECT,
    /// `x or`, which applies `x` to a variable called `or`; child: the expression.
    APPLY_OR,
    /// Children: the function, its arguments.
    APPLY,
    /// Children: the expression, ATTRIBUTE_PATH.
    HAS_ATTRIBUTE,
    /// Child: the operand.
    UNARY,
    /// Children: left, right.
    BINARY,
    /// Children: PARAMETER or PATTERN, the body.
    LAMBDA,
    /// The name in `name: body`.
    PARAMETER,
    /// `{ a, b ? 1, ... }` with its `name @` or `@ name`; children: PARAMETER (the name) and FORMAL in
    /// their order.
    PATTERN,
    /// One argument of a pattern; child: the default if it is there.
    FORMAL,
    /// Children: BINDING and INHERIT, then the body.
    LET,
    /// Children: the condition, the body.
    ASSERT,
    /// Children: the set, the body.
    WITH,
    /// Children: the condition, then, else.
    IF,
    /// Where an expression is missing; it has no text.
    MISSING,
    /// The whole; child: the expression.
    ROOT;

    boolean isSet() {
        return this == SET || this == RECURSIVE_SET || this == LET_SET;
    }
}
