package org.agntos.app.proposal;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;

/// A button that asks once more, in its own place, before it acts.
public final class ConfirmButton extends HBox {
    private final Button ask;
    private final Button yes;
    private final Button no = new Button(Messages.text("confirm.keep"));

    /// @param id of the first button; the others are `<id>-yes` and `<id>-no`
    public ConfirmButton(String id, String label, String confirmation, Runnable action) {
        ask = new Button(label);
        yes = new Button(confirmation);
        getStyleClass().add("confirm-button");
        setAlignment(Pos.CENTER_LEFT);
        ask.setId(id);
        yes.setId(id + "-yes");
        no.setId(id + "-no");
        yes.getStyleClass().add("danger");
        no.getStyleClass().add("flat");
        ask.getStyleClass().add("flat");
        ask.setOnAction(_ -> {
            setAsking(true);
            no.requestFocus();
        });
        no.setOnAction(_ -> {
            setAsking(false);
            ask.requestFocus();
        });
        yes.setOnAction(_ -> {
            setAsking(false);
            action.run();
        });
        getChildren().addAll(ask, yes, no);
        getChildren().forEach(node -> ((Region) node).setMinWidth(USE_PREF_SIZE));
        setAsking(false);
    }

    /// For lines of a list.
    public void makeSmall() {
        getChildren().forEach(node -> node.getStyleClass().add("small"));
    }

    /// Back to the first question.
    public void reset() {
        setAsking(false);
    }

    private void setAsking(boolean isAsking) {
        ask.setVisible(!isAsking);
        ask.setManaged(!isAsking);
        yes.setVisible(isAsking);
        yes.setManaged(isAsking);
        no.setVisible(isAsking);
        no.setManaged(isAsking);
    }
}
