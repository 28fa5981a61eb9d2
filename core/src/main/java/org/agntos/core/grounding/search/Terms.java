package org.agntos.core.grounding.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A sorted dictionary of words in one array of bytes. Immutable.
final class Terms {
    private final byte[] letters;
    private final int[] starts;

    /// @param starts where each word begins in `letters`, and at the end how long that is
    Terms(byte[] letters, int[] starts) {
        this.letters = letters;
        this.starts = starts;
    }

    int size() {
        return starts.length - 1;
    }

    byte[] letters() {
        return letters;
    }

    int[] starts() {
        return starts;
    }

    int length(int term) {
        return starts[term + 1] - starts[term];
    }

    String text(int term) {
        return new String(letters, starts[term], length(term), StandardCharsets.UTF_8);
    }

    /// The place of this very word, or less than 0.
    int find(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        int place = firstFrom(wanted);
        return place < size() && compare(place, wanted) == 0 ? place : -1;
    }

    /// The first word that begins with these letters; those that do follow it.
    int firstFrom(byte[] prefix) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean beginsWith(int term, byte[] prefix) {
        return length(term) >= prefix.length
                && Arrays.equals(letters, starts[term], starts[term] + prefix.length, prefix, 0, prefix.length);
    }

    private int compare(int term, byte[] wanted) {
        return Arrays.compareUnsigned(letters, starts[term], starts[term + 1], wanted, 0, wanted.length);
    }

    /// Hears of words that are nearly like the one asked for.
    interface Near {
        void found(int term, int slips);
    }

    /// Some of the words, together by their length in bytes, each with the letters that are in it.
    static final class ByLength {
        private final int[][] terms;
        private final long[][] masks;

        private ByLength(int longest) {
            terms = new int[longest + 1][];
            masks = new long[longest + 1][];
        }
    }

    ByLength byLength(int[] some) {
        int longest = 0;
        for (int term : some) {
            longest = Math.max(longest, length(term));
        }
        int[] sizes = new int[longest + 1];
        for (int term : some) {
            sizes[length(term)]++;
        }
        ByLength grouped = new ByLength(longest);
        for (int length = 0; length <= longest; length++) {
            grouped.terms[length] = new int[sizes[length]];
            grouped.masks[length] = new long[sizes[length]];
            sizes[length] = 0;
        }
        for (int term : some) {
            int length = length(term);
            int place = sizes[length]++;
            grouped.terms[length][place] = term;
            grouped.masks[length][place] = mask(letters, starts[term], starts[term + 1]);
        }
        return grouped;
    }

    /// Those of `among` that differ from the word by at most `most` slips, the word itself included. Only those as long
    /// as the word, give or take `most`, are looked at.
    void similar(String word, int most, ByLength among, Near near) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        long mask = mask(wanted, 0, wanted.length);
        Slips slips = new Slips(wanted, most);
        int longest = Math.min(among.terms.length - 1, wanted.length + most);
        for (int length = Math.max(0, wanted.length - most); length <= longest; length++) {
            long[] masks = among.masks[length];
            for (int i = 0; i < masks.length; i++) {
                long other = masks[i];
                if (Long.bitCount(other & ~mask) <= most && Long.bitCount(mask & ~other) <= most) {
                    int term = among.terms[length][i];
                    int count = slips.count(letters, starts[term], starts[term + 1]);
                    if (count <= most) {
                        near.found(term, count);
                    }
                }
            }
        }
    }

    /// One bit for each letter and digit that occurs, so that most words that are not alike are seen at once.
    private static long mask(byte[] letters, int from, int to) {
        long mask = 0;
        for (int i = from; i < to; i++) {
            mask |= 1L << (letters[i] & 63);
        }
        return mask;
    }
}
