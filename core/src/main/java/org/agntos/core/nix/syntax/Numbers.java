package org.agntos.core.nix.syntax;

import java.math.BigDecimal;

/// Finds numbers that Nix cannot hold.
final class Numbers {
    private static final int SAFE_DIGITS = 18;
    private static final String LARGEST = "9223372036854775807";

    private Numbers() {}

    static void check(Source source, Problems problems) {
        Tokens tokens = source.tokens();
        for (int word = 0; word < tokens.words(); word++) {
            TokenKind kind = tokens.wordKind(word);
            boolean isNumber = kind == TokenKind.INTEGER || kind == TokenKind.FLOAT;
            if (isNumber && !fits(source, word, kind)) {
                problems.add(
                        SyntaxProblem.Kind.NUMBER,
                        tokens.wordStart(word),
                        tokens.wordEnd(word),
                        kind == TokenKind.INTEGER
                                ? "this number is too large; the largest is " + LARGEST
                                : "this number is too large or too small for Nix");
            }
        }
    }

    private static boolean fits(Source source, int word, TokenKind kind) {
        if (kind == TokenKind.INTEGER
                && source.tokens().wordEnd(word) - source.tokens().wordStart(word) <= SAFE_DIGITS) {
            return true;
        }
        String text = source.word(word);
        return kind == TokenKind.INTEGER ? fitsInteger(text) : fitsFloat(text);
    }

    private static boolean fitsInteger(String text) {
        int zeros = 0;
        while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
            zeros++;
        }
        String digits = text.substring(zeros);
        return digits.length() < LARGEST.length()
                || (digits.length() == LARGEST.length() && digits.compareTo(LARGEST) <= 0);
    }

    /// Beyond the largest number, or so near zero that digits are lost.
    private static boolean fitsFloat(String text) {
        double value = Double.parseDouble(text);
        if (value >= Double.MIN_NORMAL) {
            return value <= Double.MAX_VALUE;
        }
        boolean isZero = text.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
        return isZero || isExact(text, value);
    }

    private static boolean isExact(String text, double value) {
        try {
            return value > 0 && new BigDecimal(text).compareTo(new BigDecimal(value)) == 0;
        } catch (NumberFormatException _) {
            // The exponent has more digits than any number has.
            return false;
        }
    }
}
