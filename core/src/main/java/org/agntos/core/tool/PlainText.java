package org.agntos.core.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text of others as it may be shown and told: nothing in it moves a cursor, sets a colour or hides.
public final class PlainText {
    /// Sequences that a terminal acts on: OSC, DCS and the like to their end, and CSI.
    private static final Pattern STRINGS = Pattern.compile("\u001B[\\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?");

    private static final Pattern CONTROLS = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]");

    private PlainText() {}

    /// What a program wrote, without colours and the like; a line that it wrote over counts as it ended.
    public static String withoutSequences(String output) {
        String plain = output.indexOf('\u001B') < 0 && output.indexOf('\u009B') < 0
                ? output
                : CONTROLS.matcher(STRINGS.matcher(output).replaceAll("")).replaceAll("");
        plain = plain.replace("\r\n", "\n");
        return revealed(plain.indexOf('\r') < 0 ? plain : overwritten(plain));
    }

    private static String overwritten(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String ended = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            lines.add(ended.substring(ended.lastIndexOf('\r') + 1));
        }
        return String.join("\n", lines);
    }

    /// The same text with what cannot be seen, or turns text around, as `<U+XXXX>`. A person approves what they see, so
    /// nothing in it may hide. The joiners stay, for emoji and several scripts are written with them.
    public static String revealed(String text) {
        if (text.codePoints().noneMatch(PlainText::isHidden)) {
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

    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        boolean isControl = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean isJoiner = point == 0x200C || point == 0x200D;
        boolean isTag = point >= 0xE0000 && point <= 0xE0FFF;
        return isControl
                || isTag
                || (type == Character.FORMAT && !isJoiner)
                || point == 0x2028
                || point == 0x2029
                || type == Character.SURROGATE;
    }
}
