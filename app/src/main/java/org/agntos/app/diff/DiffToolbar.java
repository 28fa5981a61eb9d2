package org.agntos.app.diff;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// Counts and buttons above a difference.
final class DiffToolbar extends HBox {
    /// Below this width, in pixels, the number of files is left out; each file has its own row anyway.
    private static final double WITH_COUNT = 460;

    private final DiffView view;
    private final Label summary = new Label();
    private final Label added = new Label();
    private final Label removed = new Label();
    private final ToggleButton unified = new ToggleButton(Messages.text("diff.unified"));
    private final ToggleButton sideBySide = new ToggleButton(Messages.text("diff.side-by-side"));
    private final Button previous;
    private final Button next;
    private final Button unfold;
    private final Button copy;

    DiffToolbar(DiffView view) {
        this.view = view;
        getStyleClass().add("diff-toolbar");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        summary.getStyleClass().add("diff-summary");
        summary.setId("diff-summary");
        summary.setMinWidth(0);
        summary.managedProperty().bind(widthProperty().greaterThan(WITH_COUNT));
        summary.visibleProperty().bind(summary.managedProperty());
        added.getStyleClass().add("diff-added-count");
        added.setMinWidth(Region.USE_PREF_SIZE);
        removed.getStyleClass().add("diff-removed-count");
        removed.setMinWidth(Region.USE_PREF_SIZE);
        previous = icon("fth-arrow-up", Messages.text("diff.previous"), "diff-previous", view::previousChange);
        next = icon("fth-arrow-down", Messages.text("diff.next"), "diff-next", view::nextChange);
        unfold = icon("fth-maximize-2", Messages.text("diff.unfold"), "diff-unfold", view::unfoldAll);
        copy = icon("fth-copy", Messages.text("diff.copy"), "diff-copy", view::copyAll);
        Region spacer = new Region();
        setHgrow(spacer, Priority.ALWAYS);
        getChildren().addAll(summary, added, removed, spacer, layoutSwitch(), previous, next, unfold, copy);
    }

    private HBox layoutSwitch() {
        ToggleGroup group = new ToggleGroup();
        unified.setToggleGroup(group);
        unified.setId("diff-unified");
        unified.getStyleClass().add("left-pill");
        unified.setOnAction(_ -> choose(DiffLayout.UNIFIED));
        sideBySide.setToggleGroup(group);
        sideBySide.setId("diff-side-by-side");
        sideBySide.getStyleClass().add("right-pill");
        sideBySide.setOnAction(_ -> choose(DiffLayout.SIDE_BY_SIDE));
        HBox box = new HBox(unified, sideBySide);
        box.getStyleClass().add("segments");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private void choose(DiffLayout layout) {
        view.layOut(layout);
        refresh();
    }

    private static Button icon(String literal, String words, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(literal));
        button.getStyleClass().add("icon-button");
        button.setId(id);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Shows counts and possibilities as they are now.
    void refresh() {
        DiffModel model = view.model();
        summary.setText(Messages.format("diff.files", model.files().size()));
        added.setText(Messages.format("diff.added", model.addedLines()));
        removed.setText(Messages.format("diff.removed", model.removedLines()));
        unified.setSelected(model.layout().get() == DiffLayout.UNIFIED);
        sideBySide.setSelected(model.layout().get() == DiffLayout.SIDE_BY_SIDE);
        boolean hasChange = model.nextChange(-1).isPresent();
        previous.setDisable(!hasChange);
        next.setDisable(!hasChange);
        unfold.setDisable(!model.hasFolds());
        copy.setDisable(model.files().isEmpty());
    }
}
