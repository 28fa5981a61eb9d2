package org.agntos.core.grounding.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The names of all documents, found by their number or by how they begin. Immutable.
final class Names {
    private final byte[] letters;
    private final int[] starts;
    private final int[] sorted;

    /// @param starts where the name of each document begins in `letters`, and at the end how long that is
    /// @param sorted the documents in the order of their names, byte by byte
    Names(byte[] letters, int[] starts, int[] sorted) {
        this.letters = letters;
        this.starts = starts;
        this.sorted = sorted;
    }

    byte[] letters() {
        return letters;
    }

    int[] starts() {
        return starts;
    }

    int[] sorted() {
        return sorted;
    }

    int size() {
        return starts.length - 1;
    }

    String name(int document) {
        return new String(letters, starts[document], length(document), StandardCharsets.UTF_8);
    }

    int length(int document) {
        return starts[document + 1] - starts[document];
    }

    int depth(int document) {
        int depth = 1;
        for (int i = starts[document]; i < starts[document + 1]; i++) {
            depth += letters[i] == '.' ? 1 : 0;
        }
        return depth;
    }

    boolean endsWith(int document, String end) {
        byte[] wanted = end.getBytes(StandardCharsets.UTF_8);
        return length(document) >= wanted.length
                && Arrays.equals(
                        letters, starts[document + 1] - wanted.length, starts[document + 1], wanted, 0, wanted.length);
    }

    /// The place in the sorted names of the first that is not before this one.
    int firstFrom(byte[] prefix) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int document = sorted[middle];
            if (Arrays.compareUnsigned(letters, starts[document], starts[document + 1], prefix, 0, prefix.length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int at(int place) {
        return sorted[place];
    }

    boolean beginsWith(int place, byte[] prefix) {
        if (place >= sorted.length) {
            return false;
        }
        int document = sorted[place];
        return length(document) >= prefix.length
                && Arrays.equals(letters, starts[document], starts[document] + prefix.length, prefix, 0, prefix.length);
    }

    boolean isAt(int place, byte[] name) {
        return beginsWith(place, name) && length(sorted[place]) == name.length;
    }
}
