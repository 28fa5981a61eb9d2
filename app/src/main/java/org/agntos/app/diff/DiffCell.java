package org.agntos.app.diff;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// One visible row of a [DiffView]; reused while scrolling.
final class DiffCell extends ListCell<DiffRow> {
    private static final PseudoClass HEADER = PseudoClass.getPseudoClass("header");
    private static final PseudoClass FOLD = PseudoClass.getPseudoClass("fold");

    private final DiffView view;
    private final CodeSide unified = new CodeSide(2);
    private final CodeSide left = new CodeSide(1);
    private final CodeSide right = new CodeSide(1);
    private final SplitLine split = new SplitLine(left, right);
    private final FontIcon chevron = new FontIcon();
    private final Label path = new Label();
    private final Label state = new Label();
    private final Label counts = new Label();
    private final HBox header = new HBox(chevron, path, state, spacer(), counts);
    private final Label note = new Label();

    DiffCell(DiffView view) {
        this.view = view;
        getStyleClass().add("diff-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        header.getStyleClass().add("diff-header");
        header.setAlignment(Pos.CENTER_LEFT);
        path.getStyleClass().add("diff-path");
        path.setMinWidth(0);
        state.getStyleClass().add("diff-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        counts.getStyleClass().add("diff-counts");
        counts.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().add("diff-note");
        note.setMaxWidth(Double.MAX_VALUE);
        setOnMouseClicked(event -> {
            if (!isEmpty() && event.isStillSincePress()) {
                view.toggle(getIndex());
            }
        });
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    @Override
    protected void updateItem(DiffRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean isShown = !empty && row != null;
        pseudoClassStateChanged(HEADER, isShown && row instanceof DiffRow.Header);
        pseudoClassStateChanged(FOLD, isShown && row instanceof DiffRow.Fold);
        if (!isShown) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        setAccessibleText(RowText.of(row));
        setGraphic(
                switch (row) {
                    case DiffRow.Header shown -> header(shown);
                    case DiffRow.Fold fold -> note(RowText.of(fold), "fth-more-horizontal");
                    case DiffRow.Note shown -> note(RowText.of(shown), "fth-info");
                    case DiffRow.Line line ->
                        view.layoutProperty().get() == DiffLayout.UNIFIED ? unified(line) : split(line);
                });
    }

    private HBox header(DiffRow.Header row) {
        FileComparison file = row.file();
        chevron.setIconLiteral(row.isOpen() ? "fth-chevron-down" : "fth-chevron-right");
        path.setText(file.diff().path().value());
        state.setText(RowText.state(file.state()));
        state.getStyleClass().setAll("diff-state", RowText.stateStyle(file.state()));
        counts.setText(Messages.format("diff.counts", file.addedLines(), file.removedLines()));
        return header;
    }

    private Label note(String text, String icon) {
        note.setText(text);
        note.setGraphic(new FontIcon(icon));
        return note;
    }

    private CodeSide unified(DiffRow.Line line) {
        unified.setDigits(view.digits());
        boolean isOld = line.change() == DiffRow.Change.REMOVED;
        unified.show(
                line.change(),
                List.of(number(line.pair().before(), line), number(line.pair().after(), line)),
                isOld ? oldSegments(line) : newSegments(line));
        return unified;
    }

    private SplitLine split(DiffRow.Line line) {
        boolean isSame = line.change() == DiffRow.Change.SAME;
        left.setDigits(view.digits());
        right.setDigits(view.digits());
        if (line.hasBefore()) {
            left.show(
                    isSame ? DiffRow.Change.SAME : DiffRow.Change.REMOVED,
                    List.of(number(line.pair().before(), line)),
                    oldSegments(line));
        } else {
            left.showAbsent();
        }
        if (line.hasAfter()) {
            right.show(
                    isSame ? DiffRow.Change.SAME : DiffRow.Change.ADDED,
                    List.of(number(line.pair().after(), line)),
                    newSegments(line));
        } else {
            right.showAbsent();
        }
        return split;
    }

    private static String number(int line, DiffRow.Line row) {
        return line == Block.Pair.ABSENT || row.part() > 0 ? "" : Integer.toString(line + 1);
    }

    private static List<Segment> oldSegments(DiffRow.Line line) {
        FileComparison file = line.file();
        List<WordMarks.Range> marks = line.change() == DiffRow.Change.SAME
                ? List.of()
                : file.marks(line.other()).before();
        return withNewlineNote(
                Segments.of(file.before(), line.pair().before(), marks, line.part()),
                file.before(),
                line.pair().before());
    }

    private static List<Segment> newSegments(DiffRow.Line line) {
        FileComparison file = line.file();
        List<WordMarks.Range> marks = line.change() == DiffRow.Change.SAME
                ? List.of()
                : file.marks(line.other()).after();
        return withNewlineNote(
                Segments.of(file.after(), line.pair().after(), marks, line.part()),
                file.after(),
                line.pair().after());
    }

    private static List<Segment> withNewlineNote(List<Segment> segments, SourceText text, int line) {
        if (!text.endsWithoutNewline(line)) {
            return segments;
        }
        List<Segment> noted = new java.util.ArrayList<>(segments);
        noted.add(new Segment("  " + Messages.text("diff.no-newline"), SpanKind.INVISIBLE, false));
        return noted;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (!(getGraphic() instanceof Region shown)) {
            return super.computePrefHeight(width);
        }
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + shown.prefHeight(inner) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return getGraphic() == null ? super.computeMinHeight(width) : 0;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (getGraphic() instanceof Region shown) {
            shown.resizeRelocate(
                    snappedLeftInset(),
                    snappedTopInset(),
                    getWidth() - snappedLeftInset() - snappedRightInset(),
                    getHeight() - snappedTopInset() - snappedBottomInset());
        }
    }
}
