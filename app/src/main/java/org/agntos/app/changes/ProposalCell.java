package org.agntos.app.changes;

import java.time.Clock;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.i18n.Times;
import org.agntos.app.proposal.ProposalWords;
import org.agntos.app.proposal.Tone;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the list: what, when, and how it stands.
final class ProposalCell extends ListCell<ProposalRow> {
    private static final PseudoClass DECIDED = PseudoClass.getPseudoClass("decided");

    private final Clock clock;
    private final FontIcon icon = new FontIcon();
    private final Label summary = new Label();
    private final Label caption = new Label();
    private final HBox row;

    ProposalCell(Clock clock) {
        this.clock = clock;
        getStyleClass().add("proposal-cell");
        summary.getStyleClass().add("proposal-summary");
        caption.getStyleClass().addAll("caption", "muted");
        VBox texts = new VBox(summary, caption);
        texts.getStyleClass().add("proposal-texts");
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        row = new HBox(icon, texts);
        row.getStyleClass().add("proposal-row");
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ProposalRow item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        if (isEmpty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            setId(null);
            return;
        }
        setId("changes-row-" + item.id());
        String state = item.isOpen() && item.hasFailed()
                ? Messages.text("changes.row.failed")
                : ProposalWords.status(item.status());
        summary.setText(item.summary());
        caption.setText(Messages.format("changes.row.caption", state, Times.shortly(item.createdAt(), clock)));
        icon.setIconLiteral(icon(item));
        tone(item).mark(row);
        pseudoClassStateChanged(DECIDED, !item.isOpen());
        setAccessibleText(item.summary() + ", " + caption.getText());
        setGraphic(row);
    }

    private static String icon(ProposalRow item) {
        return switch (item.status()) {
            case OPEN -> item.hasFailed() ? "fth-alert-circle" : "fth-circle";
            case APPLIED -> "fth-check-circle";
            case DISCARDED -> "fth-slash";
        };
    }

    private static Tone tone(ProposalRow item) {
        return item.isOpen() && item.hasFailed() ? Tone.BAD : Tone.of(item.status());
    }
}
