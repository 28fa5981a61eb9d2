package org.agntos.core.nix.syntax;

/// One piece of a text. @param end after it, more than `start`
public record SyntaxToken(TokenKind kind, int start, int end) {}
