package org.agntos.core.grounding;

import java.util.Arrays;

/// How alike two spellings are.
public final class Spelling {
    private Spelling() {}

    /// What stays of a name when case, spaces, dots, `-` and `_` do not count.
    public static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
                key.append(Character.toLowerCase(c));
            }
        }
        return key.toString();
    }

    /// How many slips a name of this length may hold and still be meant: one in a short name, three in a long one.
    public static int tolerance(String name) {
        if (name.length() < 3) {
            return 0;
        }
        return name.length() < 6 ? 1 : Math.min(3, name.length() / 3);
    }

    /// The least number of letters added, left out, changed or swapped with their neighbour (Damerau–Levenshtein,
    /// restricted), or `most + 1` as soon as it is clear that there are more than `most`.
    public static int distance(String from, String to, int most) {
        if (Math.abs(from.length() - to.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= from.length(); i++) {
            if (fill(row, last, beforeLast, i, from, to) > most) {
                return most + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[to.length()], most + 1);
    }

    /// Fills one row of the table and returns the least value that any later row can still have.
    private static int fill(int[] row, int[] last, int[] beforeLast, int i, String from, String to) {
        row[0] = i;
        int least = i;
        for (int j = 1; j <= to.length(); j++) {
            boolean isSame = from.charAt(i - 1) == to.charAt(j - 1);
            int value = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (isSame ? 0 : 1));
            if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                value = Math.min(value, beforeLast[j - 2] + 1);
            }
            row[j] = value;
            least = Math.min(least, value);
        }
        return Math.min(least, i > 1 ? Arrays.stream(last).min().orElse(least) + 1 : least);
    }
}
