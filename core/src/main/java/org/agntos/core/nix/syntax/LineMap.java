package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// Lines and columns as Nix counts them: from 1, a line ends with LF, CR or CR LF, and a column is a byte
/// of UTF-8.
public final class LineMap {
    private final int[] starts;
    /// Where the characters of more than one byte are, and how many bytes more all up to each have.
    private final int[] wide;

    private final int[] more;

    public LineMap(String text) {
        this(text.toCharArray(), text.length());
    }

    LineMap(char[] text, int length) {
        Ints lines = new Ints();
        Ints wides = new Ints();
        Ints mores = new Ints();
        int sum = 0;
        lines.add(0);
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c == '\n' || (c == '\r' && !(i + 1 < length && text[i + 1] == '\n'))) {
                lines.add(i + 1);
            } else if (c >= 0x80) {
                boolean isHalf = Character.isSurrogate(c);
                sum += c < 0x800 || isHalf ? 1 : 2;
                wides.add(i);
                mores.add(sum);
            }
        }
        this.starts = lines.toArray();
        this.wide = wides.toArray();
        this.more = mores.toArray();
    }

    public int lines() {
        return starts.length;
    }

    public int line(int offset) {
        int index = Arrays.binarySearch(starts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    public int column(int offset) {
        int start = starts[line(offset) - 1];
        return offset - start + 1 + moreBefore(offset) - moreBefore(start);
    }

    private int moreBefore(int offset) {
        int index = Arrays.binarySearch(wide, offset);
        int count = index >= 0 ? index : -index - 1;
        return count == 0 ? 0 : more[count - 1];
    }
}
