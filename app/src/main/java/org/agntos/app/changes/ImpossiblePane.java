package org.agntos.app.changes;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.agntos.app.diff.DiffView;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says why a change cannot be made, what to do instead, and what would be lost where that is the reason.
final class ImpossiblePane extends VBox {
    ImpossiblePane(ReviewState.Impossible state, Runnable goBack, Runnable proposeOther) {
        setId("review-impossible");
        getStyleClass().add("impossible");
        setAlignment(Pos.CENTER);
        FontIcon icon = new FontIcon("fth-alert-circle");
        icon.getStyleClass().add("empty-icon");
        Label message = new Label(state.message());
        message.setId("review-impossible-message");
        message.getStyleClass().add("subtitle");
        Label next = new Label(state.next());
        next.getStyleClass().add("muted");
        for (Label label : new Label[] {message, next}) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setMaxWidth(520);
        }
        Button close = new Button(Messages.text("review.back"));
        close.setId("review-impossible-back");
        close.setOnAction(_ -> goBack.run());
        getChildren().addAll(icon, message);
        if (!state.next().isEmpty()) {
            getChildren().add(next);
        }
        if (!state.diffs().isEmpty()) {
            DiffView diff = new DiffView();
            diff.show(state.diffs());
            VBox.setVgrow(diff, Priority.ALWAYS);
            getChildren().add(diff);
        }
        if (state.hasOther()) {
            Button other = new Button(Messages.text("review.conflict.propose"));
            other.setId("review-impossible-propose");
            other.setOnAction(_ -> proposeOther.run());
            getChildren().add(other);
        }
        getChildren().add(close);
    }
}
