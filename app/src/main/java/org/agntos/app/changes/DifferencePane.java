package org.agntos.app.changes;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.diff.DiffView;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.ConfirmButton;
import org.agntos.app.proposal.FileLine;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;
import org.kordamp.ikonli.javafx.FontIcon;

/// The files of a change with what may be done to each, and their difference below.
final class DifferencePane extends VBox {
    private static final double MOST_HEIGHT = 132;

    private final ReviewViewModel model;
    private final VBox files = new VBox();
    private final DiffView diff = new DiffView();
    private List<FileDiff> shown = List.of();

    DifferencePane(ReviewViewModel model) {
        this.model = model;
        getStyleClass().add("difference");
        files.getStyleClass().add("file-list");
        ScrollPane scroll = new ScrollPane(files);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(MOST_HEIGHT);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        scroll.setFocusTraversable(false);
        files.heightProperty().subscribe(height -> scroll.setPrefHeight(Math.min(MOST_HEIGHT, height.doubleValue())));
        diff.setId("review-diff");
        VBox.setVgrow(diff, Priority.ALWAYS);
        getChildren().addAll(scroll, diff);
    }

    void show(Review review) {
        files.getChildren()
                .setAll(review.diffs().stream().map(file -> line(review, file)).toList());
        if (!review.diffs().equals(shown)) {
            shown = review.diffs();
            diff.show(shown);
        }
    }

    void showFile(TreePath path) {
        diff.showFile(path);
        diff.requestFocus();
    }

    @Override
    public void requestFocus() {
        diff.requestFocus();
    }

    private Node line(Review review, FileDiff file) {
        FileLine.Kind kind = file.after() == null
                ? FileLine.Kind.DELETED
                : file.before() == null ? FileLine.Kind.NEW : FileLine.Kind.CHANGED;
        String path = file.path().value();
        Hyperlink name = new Hyperlink(path);
        name.setId(id("file", file));
        name.getStyleClass().addAll("mono", "file-name");
        name.setOnAction(_ -> showFile(file.path()));
        FileLine what = new FileLine(kind, name);
        what.setMinWidth(0);
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox row = new HBox(what);
        row.getStyleClass().add("file-row");
        row.setAlignment(Pos.CENTER_LEFT);
        if (review.isEditable()) {
            if (file.after() != null) {
                Button edit = new Button(Messages.text("review.edit"), new FontIcon("fth-edit-2"));
                edit.setId(id("edit", file));
                edit.getStyleClass().addAll("quiet", "small");
                edit.setTooltip(new Tooltip(Messages.format("review.edit.tooltip", path)));
                edit.disableProperty().bind(model.busy());
                edit.setMinWidth(Region.USE_PREF_SIZE);
                edit.setOnAction(_ -> model.startEdit(file.path()));
                row.getChildren().add(edit);
            }
            if (review.diffs().size() > 1) {
                ConfirmButton drop = new ConfirmButton(
                        id("drop", file),
                        Messages.text("review.drop"),
                        Messages.text("review.drop.confirm"),
                        () -> model.drop(file.path()));
                drop.disableProperty().bind(model.busy());
                drop.makeSmall();
                row.getChildren().add(drop);
            }
        }
        return row;
    }

    /// Only letters, digits and `-`, so that a selector can name it.
    private static String id(String what, FileDiff file) {
        return "review-" + what + "-" + file.path().value().replaceAll("[^A-Za-z0-9]", "-");
    }
}
