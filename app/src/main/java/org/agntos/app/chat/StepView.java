package org.agntos.app.chat;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// A tool call as a plain label; opened, it shows what was asked and what came back.
final class StepView extends VBox {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final int LONGEST_OUTPUT = 4000;

    private final FontIcon icon = new FontIcon("fth-loader");
    private final ToggleButton head = new ToggleButton();

    StepView(Turn.Step step) {
        getStyleClass().add("step");
        head.setText(step.label());
        head.setGraphic(icon);
        head.getStyleClass().add("step-head");
        head.setAccessibleText(Messages.format("chat.step.accessible", step.label()));
        Label details = new Label();
        details.getStyleClass().addAll("mono", "step-details");
        details.setWrapText(true);
        details.setMinHeight(Region.USE_PREF_SIZE);
        details.visibleProperty().bind(head.selectedProperty());
        details.managedProperty().bind(head.selectedProperty());
        step.output().subscribe(output -> details.setText(details(step, output)));
        HBox row = new HBox(head);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, details);
        step.state().subscribe(this::show);
    }

    private static String details(Turn.Step step, String output) {
        String shown = output.length() > LONGEST_OUTPUT ? output.substring(0, LONGEST_OUTPUT) + " …" : output;
        return step.tool() + " " + step.arguments() + (shown.isEmpty() ? "" : "\n" + shown);
    }

    private void show(Turn.Step.State state) {
        icon.setIconLiteral(
                switch (state) {
                    case RUNNING -> "fth-loader";
                    case DONE -> "fth-check";
                    case FAILED -> "fth-x";
                });
        pseudoClassStateChanged(FAILED, state == Turn.Step.State.FAILED);
    }
}
