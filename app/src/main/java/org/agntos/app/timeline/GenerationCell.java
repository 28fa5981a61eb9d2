package org.agntos.app.timeline;

import java.time.Clock;
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

/// One generation on the rail, with the act that made it; reused while scrolling.
final class GenerationCell extends ListCell<GenerationRow> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass NEWEST = PseudoClass.getPseudoClass("newest");
    private static final PseudoClass OLDEST = PseudoClass.getPseudoClass("oldest");

    private final Clock clock;
    private final Region line = new Region();
    private final Region dot = new Region();
    private final Label title = new Label();
    private final Label current = new Label(Messages.text("timeline.current"));
    private final Label maker = new Label();
    private final Label date = new Label();
    private final HBox content;

    GenerationCell(Clock clock) {
        this.clock = clock;
        getStyleClass().add("generation-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
        line.getStyleClass().add("rail-line");
        dot.getStyleClass().add("rail-dot");
        StackPane rail = new StackPane(line, dot);
        rail.getStyleClass().add("rail");
        title.getStyleClass().add("entry-summary");
        title.setMinWidth(Region.USE_PREF_SIZE);
        current.setMinWidth(Region.USE_PREF_SIZE);
        current.getStyleClass().add("generation-chip");
        current.pseudoClassStateChanged(CURRENT, true);
        date.getStyleClass().add("entry-time");
        date.setMinWidth(Region.USE_PREF_SIZE);
        maker.getStyleClass().add("entry-words");
        maker.setMinWidth(0);
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        HBox top = new HBox(title, current, spacer, date);
        top.getStyleClass().add("entry-line");
        top.setAlignment(Pos.CENTER_LEFT);
        VBox texts = new VBox(top, maker);
        texts.getStyleClass().add("generation-texts");
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        content = new HBox(rail, texts);
        content.getStyleClass().add("generation");
        content.setMinWidth(0);
    }

    @Override
    protected void updateItem(GenerationRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        boolean isCurrent = row.generation().isCurrent();
        title.setText(
                Messages.format("timeline.generation.title", row.generation().number()));
        current.setVisible(isCurrent);
        current.setManaged(isCurrent);
        dot.pseudoClassStateChanged(CURRENT, isCurrent);
        content.pseudoClassStateChanged(NEWEST, getIndex() == 0);
        content.pseudoClassStateChanged(
                OLDEST, getIndex() == getListView().getItems().size() - 1);
        maker.setText(
                row.madeBy().map(TimelineRow::summary).orElseGet(() -> Messages.text("timeline.generation.unknown")));
        date.setText(TimelineWords.shortly(row.generation().date(), clock));
        setAccessibleText(title.getText() + (isCurrent ? ", " + current.getText() : "") + ", " + maker.getText());
        setGraphic(content);
    }
}
