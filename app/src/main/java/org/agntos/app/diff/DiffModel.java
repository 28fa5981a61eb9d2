package org.agntos.app.diff;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;

/// The state of a [DiffView]: which rows are shown and where the changes are. Needs no toolkit; for one thread.
final class DiffModel {
    private final Highlighter highlighter;
    private final ObservableList<DiffRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<DiffLayout> layout = new ReadOnlyObjectWrapper<>(DiffLayout.UNIFIED);
    private final Set<FileComparison> closed = new HashSet<>();
    private final Set<DiffRow.Fold> unfolded = new HashSet<>();
    private List<FileComparison> files = List.of();

    DiffModel(Highlighter highlighter) {
        this.highlighter = highlighter;
    }

    void show(List<FileDiff> diffs) {
        files = diffs.stream()
                .map(diff -> new FileComparison(diff, highlighter))
                .toList();
        closed.clear();
        unfolded.clear();
        rebuild();
    }

    List<FileComparison> files() {
        return files;
    }

    ObservableList<DiffRow> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<DiffLayout> layout() {
        return layout.getReadOnlyProperty();
    }

    void layOut(DiffLayout wanted) {
        if (wanted != layout.get()) {
            layout.set(wanted);
            rebuild();
        }
    }

    int addedLines() {
        return files.stream().mapToInt(FileComparison::addedLines).sum();
    }

    int removedLines() {
        return files.stream().mapToInt(FileComparison::removedLines).sum();
    }

    /// Opens or closes a file, or shows folded lines; false if the row has nothing to toggle.
    boolean toggle(int index) {
        return switch (rows.get(index)) {
            case DiffRow.Header header -> {
                if (!closed.remove(header.file())) {
                    closed.add(header.file());
                }
                rebuild();
                yield true;
            }
            case DiffRow.Fold fold -> {
                unfold(index, fold);
                yield true;
            }
            case DiffRow.Line _, DiffRow.Note _ -> false;
        };
    }

    boolean hasFolds() {
        return rows.stream().anyMatch(DiffRow.Fold.class::isInstance);
    }

    void unfoldAll() {
        for (DiffRow row : List.copyOf(rows)) {
            if (row instanceof DiffRow.Fold fold) {
                unfolded.add(fold);
            }
        }
        rebuild();
    }

    /// In place, so that the rows above stay where they are.
    private void unfold(int index, DiffRow.Fold fold) {
        unfolded.add(fold);
        List<DiffRow> fresh = DiffRows.of(files, layout.get(), closed, unfolded);
        int end = index + 1 + fresh.size() - rows.size();
        rows.set(index, fresh.get(index));
        rows.addAll(index + 1, fresh.subList(index + 1, end));
    }

    private void rebuild() {
        rows.setAll(DiffRows.of(files, layout.get(), closed, unfolded));
    }

    /// The first row after `from` where a change begins.
    OptionalInt nextChange(int from) {
        return IntStream.range(Math.max(0, from + 1), rows.size())
                .filter(this::startsChange)
                .findFirst();
    }

    OptionalInt previousChange(int from) {
        IntPredicate startsChange = this::startsChange;
        return IntStream.iterate(Math.min(from, rows.size()) - 1, i -> i >= 0, i -> i - 1)
                .filter(startsChange)
                .findFirst();
    }

    private boolean startsChange(int index) {
        return rows.get(index) instanceof DiffRow.Line line && line.startsChange();
    }

    /// The row of the file's name.
    OptionalInt headerOf(TreePath path) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i) instanceof DiffRow.Header header
                        && header.file().diff().path().equals(path))
                .findFirst();
    }

    /// The row that shows the same lines as `row` does, after the layout changed; the first row if there is none.
    int positionOf(DiffRow row) {
        for (int i = 0; i < rows.size(); i++) {
            if (isSamePlace(row, rows.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isSamePlace(DiffRow row, DiffRow other) {
        if (row instanceof DiffRow.Line line && other instanceof DiffRow.Line candidate) {
            return line.file() == candidate.file() && line.other().equals(candidate.other());
        }
        return row.equals(other)
                || (row instanceof DiffRow.Header header
                        && other instanceof DiffRow.Header candidate
                        && header.file() == candidate.file());
    }
}
