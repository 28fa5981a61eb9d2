package org.agntos.app.changes;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.diff.NixEditor;
import org.agntos.app.i18n.Messages;

/// Edits one file of a proposal.
final class EditPane extends VBox {
    EditPane(FileEdit edit, ReviewViewModel model) {
        getStyleClass().add("edit-pane");
        Label name = new Label(edit.path().value());
        name.getStyleClass().addAll("mono", "strong");
        Label hint = new Label(Messages.text("review.edit.hint"));
        hint.getStyleClass().addAll("caption", "muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(name, gap, hint);
        head.getStyleClass().add("edit-head");
        head.setAlignment(Pos.CENTER_LEFT);

        NixEditor editor = new NixEditor();
        editor.setId("review-editor");
        editor.setName(edit.path().value());
        editor.textProperty().bindBidirectional(edit.text());
        editor.forgetHistory();
        VBox.setVgrow(editor, Priority.ALWAYS);

        Button cancel = new Button(Messages.text("review.edit.cancel"));
        cancel.setId("review-edit-cancel");
        cancel.setOnAction(_ -> model.cancelEdit());
        Button save = new Button(Messages.text("review.edit.save"));
        save.setId("review-edit-save");
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> model.saveEdit());
        HBox buttons = new HBox(cancel, save);
        buttons.getStyleClass().addAll("button-row", "edit-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(head, editor, buttons);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                editor.requestFocus();
            }
        });
    }
}
