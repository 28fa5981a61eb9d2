package org.agntos.core.model.planner;

/// How far apart two spellings are.
final class Spelling {
    private Spelling() {}

    /// Insertions, deletions, replacements and swaps of neighbours; `limit + 1` once it is more than `limit`.
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int best = row[0];
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                boolean isSwap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwap) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                best = Math.min(best, row[j]);
            }
            if (best > limit) {
                return limit + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[b.length()], limit + 1);
    }

    /// How many slips of the finger a word of this length may hold and still be taken for another.
    static int tolerance(String word) {
        int length = word.length();
        if (length < 4) {
            return 0;
        }
        return length < 8 ? 1 : 2;
    }

    static boolean isSlipOf(String typed, String meant) {
        int tolerance = Spelling.tolerance(typed);
        return tolerance > 0 && distance(typed, meant, tolerance) <= tolerance;
    }
}
