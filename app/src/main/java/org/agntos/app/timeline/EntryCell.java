package org.agntos.app.timeline;

import java.time.LocalDate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// One entry of the list, under the name of its day if it is the day's first; reused while scrolling.
final class EntryCell extends ListCell<TimelineRow> {
    private static final PseudoClass QUOTED = PseudoClass.getPseudoClass("quoted");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final TimelineViewModel model;
    private final Label day = new Label();
    private final FontIcon icon = new FontIcon();
    private final StackPane mark = new StackPane(icon);
    private final Label summary = new Label();
    private final Label time = new Label();
    private final Label words = new Label();
    private final Label generation = new Label();
    private final VBox content = new VBox(day, entry());

    EntryCell(TimelineViewModel model) {
        this.model = model;
        getStyleClass().add("entry-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        day.getStyleClass().add("entry-day");
        content.setMinWidth(0);
        setPrefWidth(0);
    }

    private HBox entry() {
        mark.getStyleClass().add("entry-mark");
        summary.getStyleClass().add("entry-summary");
        summary.setMinWidth(0);
        time.getStyleClass().add("entry-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        words.getStyleClass().add("entry-words");
        words.setMinWidth(0);
        generation.getStyleClass().add("generation-chip");
        generation.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(summary, spacer(), time);
        top.getStyleClass().add("entry-line");
        HBox bottom = new HBox(words, spacer(), generation);
        bottom.getStyleClass().add("entry-line");
        bottom.setAlignment(Pos.CENTER_LEFT);
        VBox texts = new VBox(top, bottom);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        HBox entry = new HBox(mark, texts);
        entry.getStyleClass().add("entry");
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    private static Region spacer() {
        Region spacer = new Region();
        spacer.setMinWidth(8);
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    @Override
    protected void updateItem(TimelineRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        showDay(row);
        icon.setIconLiteral(
                row.result() == ActResult.DONE
                        ? TimelineWords.icon(row.kind())
                        : TimelineWords.tone(row.result()).icon());
        TimelineWords.tone(row.result()).mark(mark);
        summary.setText(row.summary());
        time.setText(TimelineWords.time(row.timestamp(), model.clock()));
        words.setText(row.prompt().isEmpty() ? row.who() : Messages.format("timeline.quoted", row.prompt()));
        pseudoClassStateChanged(QUOTED, !row.prompt().isEmpty());
        showGeneration(row);
        setAccessibleText(accessible(row));
        setGraphic(content);
    }

    private void showDay(TimelineRow row) {
        LocalDate own = TimelineWords.day(row.timestamp(), model.clock());
        int before = getIndex() - 1;
        boolean isFirst = before < 0
                || before >= getListView().getItems().size()
                || !own.equals(
                        TimelineWords.day(getListView().getItems().get(before).timestamp(), model.clock()));
        day.setText(TimelineWords.dayName(own, model.clock()));
        day.setVisible(isFirst);
        day.setManaged(isFirst);
    }

    private void showGeneration(TimelineRow row) {
        boolean isMaker = row.madeGeneration() > 0;
        generation.setVisible(isMaker);
        generation.setManaged(isMaker);
        boolean isCurrent = isMaker
                && model.generations().stream()
                        .anyMatch(each -> each.generation().isCurrent()
                                && each.generation().number() == row.madeGeneration());
        generation.pseudoClassStateChanged(CURRENT, isCurrent);
        generation.setText(
                isCurrent
                        ? Messages.format("timeline.generation.current", row.madeGeneration())
                        : Messages.format("timeline.generation", row.madeGeneration()));
    }

    private String accessible(TimelineRow row) {
        return Messages.format(
                "timeline.row.accessible",
                row.summary(),
                TimelineWords.kind(row.kind()),
                TimelineWords.result(row.result()),
                row.who(),
                TimelineWords.exact(row.timestamp(), model.clock()));
    }
}
