package org.agntos.helper.rebuild;

/// Makes what a program wrote for a terminal fit for a log.
final class TerminalText {
    private static final char ESCAPE = '\u001b';

    private TerminalText() {}

    /// Without escape sequences, control characters and halves of characters.
    static String plain(CharSequence line) {
        StringBuilder plain = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); ) {
            int c = Character.codePointAt(line, i);
            if (c == ESCAPE) {
                i = afterEscape(line, i + 1);
                continue;
            }
            i += Character.charCount(c);
            if (c == '\t') {
                plain.append("  ");
            } else if (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE) {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /// Where text goes on after `ESC [ … letter` or `ESC` and one character.
    private static int afterEscape(CharSequence line, int start) {
        if (start >= line.length() || line.charAt(start) != '[') {
            return Math.min(start + 1, line.length());
        }
        int i = start + 1;
        while (i < line.length() && (line.charAt(i) < '@' || line.charAt(i) > '~')) {
            i++;
        }
        return Math.min(i + 1, line.length());
    }
}
