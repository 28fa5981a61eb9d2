package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lays comparisons out as rows: a header per file, changed lines with three lines of surroundings, folds for the rest.
final class DiffRows {
    static final int CONTEXT = 3;
    /// Fewer hidden lines than this are not worth a fold.
    static final int SMALLEST_FOLD = 4;
    /// Longest piece of a line in one row. What is longer goes on in the next row: shown whole, and still virtualised.
    static final int LONGEST_PART = 1_000;

    private final DiffLayout layout;
    private final Set<DiffRow.Fold> unfolded;
    private final List<DiffRow> rows = new ArrayList<>();

    private DiffRows(DiffLayout layout, Set<DiffRow.Fold> unfolded) {
        this.layout = layout;
        this.unfolded = unfolded;
    }

    /// @param closed files of which only the header is shown; @param unfolded folds that are shown as lines
    static List<DiffRow> of(
            List<FileComparison> files, DiffLayout layout, Set<FileComparison> closed, Set<DiffRow.Fold> unfolded) {
        DiffRows result = new DiffRows(layout, unfolded);
        for (FileComparison file : files) {
            boolean isOpen = !closed.contains(file);
            result.rows.add(new DiffRow.Header(file, isOpen));
            if (isOpen) {
                result.addFile(file);
            }
        }
        return result.rows;
    }

    private void addFile(FileComparison file) {
        if (file.state() == FileComparison.State.UNCHANGED) {
            rows.add(new DiffRow.Note(file, DiffRow.Reason.UNCHANGED));
            return;
        }
        if (file.blocks().isEmpty()) {
            rows.add(new DiffRow.Note(file, DiffRow.Reason.EMPTY));
            return;
        }
        for (int i = 0; i < file.blocks().size(); i++) {
            switch (file.blocks().get(i)) {
                case Block.Same same -> addSame(file, i, same);
                case Block.Changed changed -> addChanged(file, changed);
            }
        }
    }

    private void addSame(FileComparison file, int index, Block.Same same) {
        int top = index == 0 ? 0 : CONTEXT;
        int bottom = index == file.blocks().size() - 1 ? 0 : CONTEXT;
        int hidden = same.size() - top - bottom;
        DiffRow.Fold fold = new DiffRow.Fold(file, index, hidden);
        if (hidden < SMALLEST_FOLD || unfolded.contains(fold)) {
            addSameLines(file, same, 0, same.size());
            return;
        }
        addSameLines(file, same, 0, top);
        rows.add(fold);
        addSameLines(file, same, same.size() - bottom, same.size());
    }

    private void addSameLines(FileComparison file, Block.Same same, int from, int to) {
        for (int i = from; i < to; i++) {
            Block.Pair pair = new Block.Pair(same.beforeStart() + i, same.afterStart() + i);
            addLine(file, pair, DiffRow.Change.SAME, pair, false);
        }
    }

    private void addChanged(FileComparison file, Block.Changed changed) {
        int first = rows.size();
        switch (layout) {
            case UNIFIED -> {
                for (Block.Pair pair : changed.pairs()) {
                    if (pair.before() != Block.Pair.ABSENT) {
                        Block.Pair old = new Block.Pair(pair.before(), Block.Pair.ABSENT);
                        addLine(file, old, DiffRow.Change.REMOVED, pair, rows.size() == first);
                    }
                }
                for (Block.Pair pair : changed.pairs()) {
                    if (pair.after() != Block.Pair.ABSENT) {
                        Block.Pair fresh = new Block.Pair(Block.Pair.ABSENT, pair.after());
                        addLine(file, fresh, DiffRow.Change.ADDED, pair, rows.size() == first);
                    }
                }
            }
            case SIDE_BY_SIDE -> {
                for (Block.Pair pair : changed.pairs()) {
                    addLine(file, pair, changeOf(pair), pair, rows.size() == first);
                }
            }
        }
    }

    private static DiffRow.Change changeOf(Block.Pair pair) {
        if (pair.isReplacement()) {
            return DiffRow.Change.REPLACED;
        }
        return pair.before() == Block.Pair.ABSENT ? DiffRow.Change.ADDED : DiffRow.Change.REMOVED;
    }

    private void addLine(
            FileComparison file, Block.Pair pair, DiffRow.Change change, Block.Pair other, boolean startsChange) {
        int parts = Math.max(parts(file.before(), pair.before()), parts(file.after(), pair.after()));
        for (int part = 0; part < parts; part++) {
            rows.add(new DiffRow.Line(file, pair, change, other, part, startsChange && part == 0));
        }
    }

    private static int parts(SourceText text, int line) {
        if (line == Block.Pair.ABSENT) {
            return 1;
        }
        return Math.max(1, (text.shownLine(line).length() + LONGEST_PART - 1) / LONGEST_PART);
    }
}
