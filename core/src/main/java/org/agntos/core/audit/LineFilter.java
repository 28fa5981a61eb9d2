package org.agntos.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Leaves out the lines that surely lack one of the words, without reading them as JSON: by their bytes, without regard
/// to case. What bytes cannot tell is let through. Immutable; any thread.
final class LineFilter {
    private static final byte[] ESCAPED = "\\u".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> words;

    /// @param words in lower case
    LineFilter(List<String> words) {
        this.words = words.stream()
                .filter(LineFilter::isPlain)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /// Plain words stand in a line as they are.
    private static boolean isPlain(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && c < 127 && "\"\\/".indexOf(c) < 0);
    }

    boolean mayHold(byte[] line) {
        for (byte[] word : words) {
            if (!contains(line, word)) {
                return isStrange(line);
            }
        }
        return true;
    }

    /// True if a letter may be written otherwise: by an escape, or by a character beyond ASCII whose lower case is in
    /// it.
    private static boolean isStrange(byte[] line) {
        for (byte c : line) {
            if (c < 0) {
                return true;
            }
        }
        return AuditLineReader.contains(line, ESCAPED);
    }

    private static boolean contains(byte[] line, byte[] word) {
        byte low = word[0];
        byte high = upper(low);
        for (int i = 0; i + word.length <= line.length; i++) {
            if ((line[i] == low || line[i] == high) && isAt(line, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] line, int from, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            byte c = line[from + i];
            if (c != word[i] && c != upper(word[i])) {
                return false;
            }
        }
        return true;
    }

    private static byte upper(byte c) {
        return c >= 'a' && c <= 'z' ? (byte) (c - 32) : c;
    }
}
