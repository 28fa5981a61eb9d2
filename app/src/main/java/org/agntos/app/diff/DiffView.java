package org.agntos.app.diff;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;

/// Shows how files change: unified or side by side, highlighted, with the words that differ marked and long unchanged
/// stretches folded. Only visible rows exist as nodes. Keys, while it has the focus: `n` and `p` go to the next and
/// previous change, Enter opens a fold or a file, `s` switches the layout, `a` unfolds all, Ctrl+C copies the chosen
/// lines or, if none are, everything as a patch.
///
/// JavaFX thread only. Style class `diff-view`.
public final class DiffView extends VBox {
    private static final int ROWS_ABOVE = 2;

    private final DiffModel model = new DiffModel(new NixHighlighter());
    private final ListView<DiffRow> list = new ListView<>(model.rows());
    private final DiffToolbar toolbar = new DiffToolbar(this);
    private int digits = 2;

    public DiffView() {
        getStyleClass().add("diff-view");
        list.getStyleClass().addAll("diff-list", "edge-to-edge");
        list.setId("diff-list");
        list.setCellFactory(_ -> new DiffCell(this));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleRole(AccessibleRole.LIST_VIEW);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(toolbar, list);
        model.rows().addListener((ListChangeListener<DiffRow>) _ -> toolbar.refresh());
        show(List.of());
    }

    /// Replaces what is shown, everything open, at the first change.
    public void show(List<FileDiff> diffs) {
        model.show(diffs);
        digits = model.files().stream()
                .mapToInt(
                        file -> Math.max(file.before().lineCount(), file.after().lineCount()))
                .map(lines -> Integer.toString(lines).length())
                .max()
                .orElse(1);
        digits = Math.max(2, digits);
        list.setAccessibleText(
                Messages.format("diff.accessible", diffs.size(), model.addedLines(), model.removedLines()));
        toolbar.refresh();
        list.getSelectionModel().clearSelection();
        list.getFocusModel().focus(-1);
        if (!model.rows().isEmpty()) {
            list.scrollTo(0);
            list.getFocusModel().focus(model.nextChange(-1).orElse(0));
        }
    }

    public void show(FileDiff diff) {
        show(List.of(diff));
    }

    public ReadOnlyObjectProperty<DiffLayout> layoutProperty() {
        return model.layout();
    }

    /// Changes the layout and stays at the same lines.
    public void layOut(DiffLayout layout) {
        int focused = list.getFocusModel().getFocusedIndex();
        DiffRow row =
                focused >= 0 && focused < model.rows().size() ? model.rows().get(focused) : null;
        model.layOut(layout);
        if (row != null) {
            go(model.positionOf(row));
            list.getSelectionModel().clearSelection();
        }
        toolbar.refresh();
    }

    /// Goes to the next change; false if there is none below.
    public boolean nextChange() {
        return goIfPresent(model::nextChange);
    }

    /// Goes to the previous change; false if there is none above.
    public boolean previousChange() {
        return goIfPresent(model::previousChange);
    }

    /// Goes to a file; false if it is not among those shown.
    public boolean showFile(TreePath path) {
        OptionalInt row = model.headerOf(path);
        row.ifPresent(this::go);
        return row.isPresent();
    }

    /// Gives the keyboard to the rows.
    public void focusList() {
        list.requestFocus();
    }

    public void unfoldAll() {
        model.unfoldAll();
    }

    /// Puts the chosen lines, or everything as a unified diff, on the clipboard.
    public void copy() {
        List<DiffRow> chosen = List.copyOf(list.getSelectionModel().getSelectedItems());
        copy(chosen.isEmpty() ? PatchText.of(model.files()) : PatchText.ofRows(chosen));
    }

    /// The same differences as text that `patch -p1` can apply.
    public static String asPatch(List<FileDiff> diffs) {
        return PatchText.of(diffs.stream()
                .map(diff -> new FileComparison(diff, Highlighter.NONE))
                .toList());
    }

    void copyAll() {
        copy(PatchText.of(model.files()));
    }

    DiffModel model() {
        return model;
    }

    /// How many digits the longest line number has.
    int digits() {
        return digits;
    }

    ListView<DiffRow> list() {
        return list;
    }

    void toggle(int index) {
        if (index >= 0 && index < model.rows().size() && model.toggle(index)) {
            list.getSelectionModel().clearSelection();
            list.getFocusModel().focus(index);
        }
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private boolean goIfPresent(IntFunction<OptionalInt> search) {
        OptionalInt row = search.apply(list.getFocusModel().getFocusedIndex());
        row.ifPresent(this::go);
        return row.isPresent();
    }

    private void go(int row) {
        list.getSelectionModel().clearAndSelect(row);
        list.getFocusModel().focus(row);
        list.scrollTo(Math.max(0, row - ROWS_ABOVE));
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown()) {
            if (event.getCode() == javafx.scene.input.KeyCode.C) {
                copy();
                event.consume();
            }
            return;
        }
        if (event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case N -> nextChange();
            case P -> previousChange();
            case S -> layOut(other(model.layout().get()));
            case A -> unfoldAll();
            case ENTER -> toggle(list.getFocusModel().getFocusedIndex());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static DiffLayout other(DiffLayout layout) {
        return switch (layout) {
            case UNIFIED -> DiffLayout.SIDE_BY_SIDE;
            case SIDE_BY_SIDE -> DiffLayout.UNIFIED;
        };
    }
}
