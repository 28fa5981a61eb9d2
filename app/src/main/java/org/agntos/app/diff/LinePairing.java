package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;

/// Decides which old line of a changed block stands beside which new one: those with the most words in common, in
/// order. Blocks too large for that are paired from the top.
final class LinePairing {
    private static final int LARGEST = 2_500;
    private static final double WORTH_PAIRING = 0.3;

    private LinePairing() {}

    static List<Block.Pair> pair(
            SourceText before, int beforeStart, int beforeEnd, SourceText after, int afterStart, int afterEnd) {
        int rows = beforeEnd - beforeStart;
        int columns = afterEnd - afterStart;
        if (rows == 0 || columns == 0 || (long) rows * columns > LARGEST) {
            return inOrder(beforeStart, beforeEnd, afterStart, afterEnd);
        }
        double[][] similar = new double[rows][columns];
        double[][] best = new double[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                similar[i][j] =
                        WordMarks.similarity(before.shownLine(beforeStart + i), after.shownLine(afterStart + j));
                double paired = similar[i][j] < WORTH_PAIRING ? 0 : similar[i][j] + best[i + 1][j + 1];
                best[i][j] = Math.max(paired, Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        List<Block.Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        int openBefore = 0;
        int openAfter = 0;
        while (i < rows && j < columns) {
            if (similar[i][j] >= WORTH_PAIRING && best[i][j] == similar[i][j] + best[i + 1][j + 1]) {
                pairs.addAll(
                        inOrder(beforeStart + openBefore, beforeStart + i, afterStart + openAfter, afterStart + j));
                pairs.add(new Block.Pair(beforeStart + i++, afterStart + j++));
                openBefore = i;
                openAfter = j;
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        pairs.addAll(inOrder(beforeStart + openBefore, beforeEnd, afterStart + openAfter, afterEnd));
        return pairs;
    }

    private static List<Block.Pair> inOrder(int beforeStart, int beforeEnd, int afterStart, int afterEnd) {
        int rows = Math.max(beforeEnd - beforeStart, afterEnd - afterStart);
        List<Block.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            pairs.add(new Block.Pair(
                    beforeStart + i < beforeEnd ? beforeStart + i : Block.Pair.ABSENT,
                    afterStart + i < afterEnd ? afterStart + i : Block.Pair.ABSENT));
        }
        return pairs;
    }
}
