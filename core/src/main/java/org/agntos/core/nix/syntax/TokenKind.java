package org.agntos.core.nix.syntax;

import org.jspecify.annotations.Nullable;

/// What a token is. Tokens lie side by side and cover the whole text.
public enum TokenKind {
    WHITESPACE,
    LINE_COMMENT,
    BLOCK_COMMENT,
    IDENTIFIER("a name"),
    IF("'if'"),
    THEN("'then'"),
    ELSE("'else'"),
    ASSERT("'assert'"),
    WITH("'with'"),
    LET("'let'"),
    IN("'in'"),
    REC("'rec'"),
    INHERIT("'inherit'"),
    OR("'or'"),
    INTEGER("a number"),
    FLOAT("a number"),
    URI("an address"),
    SEARCH_PATH("a path"),
    /// A path, or its part before the first interpolation.
    PATH("a path"),
    /// Text of a path after an interpolation.
    PATH_PART("a path"),
    STRING_OPEN("a text"),
    STRING_TEXT("a text"),
    STRING_ESCAPE("a text"),
    STRING_CLOSE("the end of a text"),
    INDENTED_OPEN("a text"),
    INDENTED_TEXT("a text"),
    INDENTED_ESCAPE("a text"),
    INDENTED_CLOSE("the end of a text"),
    INTERPOLATION_OPEN("'${'"),
    INTERPOLATION_CLOSE("'}'"),
    BRACE_OPEN("'{'"),
    BRACE_CLOSE("'}'"),
    BRACKET_OPEN("'['"),
    BRACKET_CLOSE("']'"),
    PAREN_OPEN("'('"),
    PAREN_CLOSE("')'"),
    ASSIGN("'='"),
    SEMICOLON("';'"),
    COLON("':'"),
    COMMA("','"),
    DOT("'.'"),
    AT("'@'"),
    QUESTION("'?'"),
    ELLIPSIS("'...'"),
    PLUS("'+'"),
    MINUS("'-'"),
    STAR("'*'"),
    SLASH("'/'"),
    CONCAT("'++'"),
    UPDATE("'//'"),
    EQUAL("'=='"),
    NOT_EQUAL("'!='"),
    LESS("'<'"),
    GREATER("'>'"),
    LESS_EQUAL("'<='"),
    GREATER_EQUAL("'>='"),
    AND("'&&'"),
    OR_ELSE("'||'"),
    IMPLIES("'->'"),
    NOT("'!'"),
    PIPE_INTO("'|>'"),
    PIPE_FROM("'<|'"),
    /// A character that is no Nix here.
    BAD("this character"),
    END("the end of the file");

    private final @Nullable String words;

    TokenKind() {
        this.words = null;
    }

    TokenKind(String words) {
        this.words = words;
    }

    /// White space and comments.
    public boolean isTrivia() {
        return words == null;
    }

    public boolean isComment() {
        return this == LINE_COMMENT || this == BLOCK_COMMENT;
    }

    public boolean isKeyword() {
        return compareTo(IF) >= 0 && compareTo(OR) <= 0;
    }

    /// For messages, such as `'='`.
    String words() {
        return words == null ? "a comment" : words;
    }
}
