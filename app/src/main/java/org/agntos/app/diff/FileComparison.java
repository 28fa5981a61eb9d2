package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agntos.core.change.FileDiff;
import org.jspecify.annotations.Nullable;

/// One file compared: which lines went, came and stayed, and which words of them. Compares when made (5,000 lines:
/// milliseconds). Word marks are found when first asked for; so it is for one thread at a time.
public final class FileComparison {
    /// What became of the file.
    public enum State {
        NEW,
        CHANGED,
        DELETED,
        UNCHANGED
    }

    private final FileDiff diff;
    private final SourceText before;
    private final SourceText after;
    private final List<Block> blocks;
    private final Map<Block.Pair, WordMarks> marks = new HashMap<>();
    private final int added;
    private final int removed;

    public FileComparison(FileDiff diff, Highlighter highlighter) {
        this.diff = diff;
        this.before = source(diff.before(), highlighter);
        this.after = source(diff.after(), highlighter);
        this.blocks = compare(before, after);
        this.added = blocks.stream().mapToInt(FileComparison::addedIn).sum();
        this.removed = blocks.stream().mapToInt(FileComparison::removedIn).sum();
    }

    private static SourceText source(@Nullable String text, Highlighter highlighter) {
        return text == null ? SourceText.NONE : SourceText.of(text, highlighter);
    }

    public FileDiff diff() {
        return diff;
    }

    public State state() {
        if (Objects.equals(diff.before(), diff.after())) {
            return State.UNCHANGED;
        }
        return diff.before() == null ? State.NEW : diff.after() == null ? State.DELETED : State.CHANGED;
    }

    public int addedLines() {
        return added;
    }

    public int removedLines() {
        return removed;
    }

    SourceText before() {
        return before;
    }

    SourceText after() {
        return after;
    }

    List<Block> blocks() {
        return blocks;
    }

    private static List<Block> compare(SourceText before, SourceText after) {
        List<Block> blocks = new ArrayList<>();
        int oldAt = 0;
        int newAt = 0;
        int sameStart = 0;
        for (LineMatcher.Match match : LineMatcher.match(before.allLines(), after.allLines())) {
            if (match.before() != oldAt || match.after() != newAt) {
                addSame(blocks, sameStart, oldAt, newAt);
                blocks.add(changed(before, oldAt, match.before(), after, newAt, match.after()));
                sameStart = match.before();
            }
            oldAt = match.before() + 1;
            newAt = match.after() + 1;
        }
        addSame(blocks, sameStart, oldAt, newAt);
        if (oldAt < before.lineCount() || newAt < after.lineCount()) {
            blocks.add(changed(before, oldAt, before.lineCount(), after, newAt, after.lineCount()));
        }
        return List.copyOf(blocks);
    }

    private static void addSame(List<Block> blocks, int beforeStart, int beforeEnd, int afterEnd) {
        if (beforeStart < beforeEnd) {
            blocks.add(new Block.Same(beforeStart, beforeEnd, afterEnd - (beforeEnd - beforeStart), afterEnd));
        }
    }

    private static Block changed(
            SourceText before, int beforeStart, int beforeEnd, SourceText after, int afterStart, int afterEnd) {
        return new Block.Changed(
                beforeStart,
                beforeEnd,
                afterStart,
                afterEnd,
                LinePairing.pair(before, beforeStart, beforeEnd, after, afterStart, afterEnd));
    }

    private static int addedIn(Block block) {
        return switch (block) {
            case Block.Same _ -> 0;
            case Block.Changed changed -> changed.afterEnd() - changed.afterStart();
        };
    }

    private static int removedIn(Block block) {
        return switch (block) {
            case Block.Same _ -> 0;
            case Block.Changed changed -> changed.beforeEnd() - changed.beforeStart();
        };
    }

    WordMarks marks(Block.Pair pair) {
        return pair.isReplacement()
                ? marks.computeIfAbsent(
                        pair, p -> WordMarks.of(before.shownLine(p.before()), after.shownLine(p.after())))
                : WordMarks.NONE;
    }
}
