package org.agntos.app.chat;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the model thinks, folded until somebody wants to see it.
final class ThoughtView extends VBox {
    ThoughtView(Turn.Thought thought) {
        getStyleClass().add("step");
        ToggleButton head = new ToggleButton(Messages.text("chat.thought"), new FontIcon("fth-message-circle"));
        head.getStyleClass().add("step-head");
        head.setAccessibleText(Messages.text("chat.thought.accessible"));
        Label text = new Label();
        text.getStyleClass().addAll("muted", "small", "step-details");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.textProperty().bind(thought.text());
        text.visibleProperty().bind(head.selectedProperty());
        text.managedProperty().bind(head.selectedProperty());
        getChildren().addAll(new HBox(head), text);
    }
}
