package org.agntos.helper.rebuild;

import java.util.regex.Pattern;

/// Makes what a program wrote for a terminal fit for a log.
final class TerminalText {
    private static final Pattern ESCAPE = Pattern.compile("\\x1b(?:\\[[^@-~]*[@-~]?|[^\\[])?", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private TerminalText() {}

    /// Without escape sequences, control characters and halves of characters.
    static String plain(CharSequence line) {
        String text = ESCAPE.matcher(line).replaceAll("").replace("\t", "  ");
        return CONTROL.matcher(text).replaceAll("");
    }
}
