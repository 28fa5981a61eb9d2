package org.agntos.core.grounding.search;

/// Counts the slips between one word and many others: letters added, left out, changed, or swapped with their
/// neighbour. As [org.agntos.core.grounding.Spelling#distance], but without making anything for each word. For one
/// thread.
final class Slips {
    private final byte[] word;
    private final int most;
    private int[] beforeLast;
    private int[] last;
    private int[] row;

    /// @param most how many slips are of interest
    Slips(byte[] word, int most) {
        this.word = word;
        this.most = most;
        int width = word.length + most + 1;
        beforeLast = new int[width];
        last = new int[width];
        row = new int[width];
    }

    /// The number of slips, or `most + 1` if there are more. The other word stands in `letters` and is at most `most`
    /// letters longer or shorter. Only places that are at most `most` apart are compared: the rest is more anyway.
    int count(byte[] letters, int from, int to) {
        int length = to - from;
        for (int j = 0; j <= Math.min(length, most + 1); j++) {
            last[j] = j;
        }
        int leastBefore = 0;
        for (int i = 1; i <= word.length; i++) {
            int least = fill(i, letters, from, length);
            if (least > most && leastBefore > most) {
                return most + 1;
            }
            leastBefore = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[length], most + 1);
    }

    /// @return the least value of the row
    private int fill(int i, byte[] letters, int from, int length) {
        int first = Math.max(1, i - most);
        int end = Math.min(length, i + most);
        row[first - 1] = first == 1 ? i : most + 1;
        int least = row[first - 1];
        byte letter = word[i - 1];
        for (int j = first; j <= end; j++) {
            byte other = letters[from + j - 1];
            int value = last[j - 1] + (letter == other ? 0 : 1);
            value = Math.min(value, Math.min(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && letter == letters[from + j - 2] && word[i - 2] == other) {
                value = Math.min(value, beforeLast[j - 2] + 1);
            }
            row[j] = value;
            least = Math.min(least, value);
        }
        if (end < length) {
            row[end + 1] = most + 1;
        }
        return least;
    }
}
