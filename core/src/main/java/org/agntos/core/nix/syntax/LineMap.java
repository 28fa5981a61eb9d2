package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// Lines and columns as Nix counts them: from 1, a line ends with LF, CR or CR LF, and a column is a byte
/// of UTF-8.
public final class LineMap {
    private final char[] text;
    private final int[] starts;

    public LineMap(String text) {
        this(text.toCharArray(), text.length());
    }

    LineMap(char[] text, int length) {
        this.text = text;
        int[] found = new int[64];
        int lines = 1;
        for (int i = 0; i < length; i++) {
            boolean isEnd = text[i] == '\n' || (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
            if (isEnd) {
                if (lines == found.length) {
                    found = Arrays.copyOf(found, lines * 2);
                }
                found[lines++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    public int lines() {
        return starts.length;
    }

    public int line(int offset) {
        int index = Arrays.binarySearch(starts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    public int column(int offset) {
        int column = 1;
        for (int i = starts[line(offset) - 1]; i < offset; i++) {
            char c = text[i];
            boolean isHalf = Character.isSurrogate(c);
            column += c < 0x80 ? 1 : c < 0x800 || isHalf ? 2 : 3;
        }
        return column;
    }
}
