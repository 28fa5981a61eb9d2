package org.agntos.core.cli;

import java.util.Locale;

/// Text as a terminal may show it: what would move the cursor, change colours, turn the direction of writing or not be
/// seen at all stands as `<U+XXXX>`. A person approves the diff that they see here, so nothing in it may hide.
final class VisibleText {
    private VisibleText() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHidden(point)) {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", point));
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }

    /// The joiners stay, for emoji and several scripts are written with them.
    private static boolean isHidden(int point) {
        boolean isControl = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean isJoiner = point == 0x200C || point == 0x200D;
        boolean isFormat = Character.getType(point) == Character.FORMAT && !isJoiner;
        boolean isLineSeparator = point == 0x2028 || point == 0x2029;
        return isControl || isFormat || isLineSeparator;
    }
}
