package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// The tokens of a text in flat arrays, and which of them are not trivia. Grows while the lexer writes;
/// read only afterwards.
@SuppressWarnings("EnumOrdinal") // Kinds are kept as small numbers in arrays, never stored.
final class Tokens {
    private static final TokenKind[] KINDS = TokenKind.values();
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int FEWEST = 16;

    private byte[] kinds;
    private int[] starts;
    private int[] significant;
    private int count;
    private int significantCount;

    Tokens(int characters) {
        int expected = characters / CHARACTERS_A_TOKEN + FEWEST;
        this.kinds = new byte[expected];
        this.starts = new int[expected];
        this.significant = new int[expected];
    }

    void add(TokenKind kind, int start) {
        if (count == kinds.length) {
            int larger = count + (count >> 1);
            kinds = Arrays.copyOf(kinds, larger);
            starts = Arrays.copyOf(starts, larger);
            significant = Arrays.copyOf(significant, larger);
        }
        kinds[count] = (byte) kind.ordinal();
        starts[count] = start;
        if (kind.ordinal() > TokenKind.BLOCK_COMMENT.ordinal()) {
            significant[significantCount++] = count;
        }
        count++;
    }

    /// All tokens with trivia; the last is [TokenKind#END] and empty.
    int count() {
        return count;
    }

    TokenKind kind(int token) {
        return KINDS[kinds[token]];
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return token + 1 < count ? starts[token + 1] : starts[token];
    }

    /// How many are not trivia, with the last, [TokenKind#END].
    int words() {
        return significantCount;
    }

    /// The token of a word: words are the tokens that are not trivia, counted from 0.
    int token(int word) {
        return significant[word];
    }

    TokenKind wordKind(int word) {
        return KINDS[kinds[significant[word]]];
    }

    int wordStart(int word) {
        return starts[significant[word]];
    }

    int wordEnd(int word) {
        return end(significant[word]);
    }
}
