package org.agntos.core.nix.syntax;

/// The words of the language.
final class Keywords {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 7;
    private static final char[] IF = "if".toCharArray();
    private static final char[] IN = "in".toCharArray();
    private static final char[] OR = "or".toCharArray();
    private static final char[] LET = "let".toCharArray();
    private static final char[] REC = "rec".toCharArray();
    private static final char[] THEN = "then".toCharArray();
    private static final char[] ELSE = "else".toCharArray();
    private static final char[] WITH = "with".toCharArray();
    private static final char[] ASSERT = "assert".toCharArray();
    private static final char[] INHERIT = "inherit".toCharArray();

    private Keywords() {}

    /// The kind of the word between two offsets.
    static TokenKind kind(char[] text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST) {
            return TokenKind.IDENTIFIER;
        }
        return switch (text[start]) {
            case 'i' -> {
                if (is(text, start, length, IN)) {
                    yield TokenKind.IN;
                }
                yield is(text, start, length, IF)
                        ? TokenKind.IF
                        : is(text, start, length, INHERIT) ? TokenKind.INHERIT : TokenKind.IDENTIFIER;
            }
            case 'o' -> is(text, start, length, OR) ? TokenKind.OR : TokenKind.IDENTIFIER;
            case 'l' -> is(text, start, length, LET) ? TokenKind.LET : TokenKind.IDENTIFIER;
            case 'r' -> is(text, start, length, REC) ? TokenKind.REC : TokenKind.IDENTIFIER;
            case 't' -> is(text, start, length, THEN) ? TokenKind.THEN : TokenKind.IDENTIFIER;
            case 'e' -> is(text, start, length, ELSE) ? TokenKind.ELSE : TokenKind.IDENTIFIER;
            case 'w' -> is(text, start, length, WITH) ? TokenKind.WITH : TokenKind.IDENTIFIER;
            case 'a' -> is(text, start, length, ASSERT) ? TokenKind.ASSERT : TokenKind.IDENTIFIER;
            default -> TokenKind.IDENTIFIER;
        };
    }

    private static boolean is(char[] text, int start, int length, char[] word) {
        if (length != word.length) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (text[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
