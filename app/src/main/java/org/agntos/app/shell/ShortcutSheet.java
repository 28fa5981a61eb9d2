package org.agntos.app.shell;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every key there is, by place.
final class ShortcutSheet extends StackPane {
    /// The margins of the overlay and of the card, and room for a scroll bar, in pixels.
    private static final double AROUND_COLUMNS = 132;

    /// Room for both columns, in pixels.
    private static final double TWO_COLUMNS = 720;

    private record Shortcut(String keys, String meaning) {}

    private final Button close = new Button(null, new FontIcon("fth-x"));

    ShortcutSheet(ShellViewModel model) {
        setId("shell-shortcuts");
        getStyleClass().add("overlay");
        Label title = new Label(Messages.text("shortcuts.title"));
        title.getStyleClass().add("title");
        close.setId("shell-shortcuts-close");
        close.getStyleClass().add("icon-button");
        close.setAccessibleText(Messages.text("shortcuts.close"));
        close.setOnAction(_ -> model.shortcutsShown().set(false));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, close);
        head.setAlignment(Pos.CENTER_LEFT);

        FlowPane columns = new FlowPane(
                new VBox(
                        group(Messages.text("shortcuts.everywhere"), everywhere()),
                        group(Messages.text("shortcuts.chat"), chat()),
                        group(Messages.text("shortcuts.changes"), changes())),
                new VBox(
                        group(Messages.text("shortcuts.lists"), lists()),
                        group(Messages.text("shortcuts.differences"), differences()),
                        group(Messages.text("nav.timeline"), timeline()),
                        group(Messages.text("nav.memory"), memory())));
        columns.getStyleClass().add("shortcut-columns");
        columns.getChildren().forEach(column -> ((VBox) column).getStyleClass().add("shortcut-column"));
        // In a narrow window the columns go below each other, and what is too high scrolls.
        columns.prefWrapLengthProperty()
                .bind(Bindings.min(TWO_COLUMNS, widthProperty().subtract(AROUND_COLUMNS)));
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        VBox card = new VBox(head, scroll);
        card.getStyleClass().addAll("card", "shortcut-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                model.shortcutsShown().set(false);
            }
        });
        model.shortcutsShown().subscribe(isShown -> {
            setVisible(isShown);
            if (isShown) {
                close.requestFocus();
            }
        });
    }

    /// Moves the keyboard to what closes it.
    void takeFocus() {
        close.requestFocus();
    }

    private static List<Shortcut> everywhere() {
        return List.of(
                new Shortcut("Ctrl 1", Messages.text("nav.chat")),
                new Shortcut("Ctrl 2", Messages.text("nav.changes")),
                new Shortcut("Ctrl 3", Messages.text("nav.timeline")),
                new Shortcut("Ctrl 4", Messages.text("nav.memory")),
                new Shortcut("Ctrl N", Messages.text("shortcuts.new-chat")),
                new Shortcut("Ctrl Z", Messages.text("shortcuts.undo")),
                new Shortcut("Ctrl Shift T", Messages.text("shortcuts.theme")),
                new Shortcut("Ctrl Q", Messages.text("shortcuts.quit")),
                new Shortcut("F1", Messages.text("shortcuts.help")),
                new Shortcut("Esc", Messages.text("shortcuts.escape")));
    }

    private static List<Shortcut> chat() {
        return List.of(
                new Shortcut("Enter", Messages.text("shortcuts.send")),
                new Shortcut("Shift Enter", Messages.text("shortcuts.new-line")),
                new Shortcut("↑", Messages.text("shortcuts.recall")),
                new Shortcut("Esc", Messages.text("shortcuts.stop")));
    }

    private static List<Shortcut> changes() {
        return List.of(new Shortcut("Ctrl Enter", Messages.text("shortcuts.approve")));
    }

    private static List<Shortcut> lists() {
        return List.of(
                new Shortcut("↑ ↓", Messages.text("shortcuts.move")),
                new Shortcut("Tab", Messages.text("shortcuts.next-control")),
                new Shortcut("Space", Messages.text("shortcuts.press")));
    }

    private static List<Shortcut> differences() {
        return List.of(
                new Shortcut("N", Messages.text("shortcuts.next-change")),
                new Shortcut("P", Messages.text("shortcuts.previous-change")),
                new Shortcut("S", Messages.text("shortcuts.layout")),
                new Shortcut("Enter", Messages.text("shortcuts.unfold")),
                new Shortcut("A", Messages.text("shortcuts.unfold-all")),
                new Shortcut("Ctrl C", Messages.text("shortcuts.copy")));
    }

    private static List<Shortcut> timeline() {
        return List.of(
                new Shortcut("Ctrl F", Messages.text("shortcuts.search")),
                new Shortcut("Enter", Messages.text("shortcuts.to-files")));
    }

    private static List<Shortcut> memory() {
        return List.of(
                new Shortcut("Ctrl S", Messages.text("shortcuts.save")),
                new Shortcut("Ctrl Tab", Messages.text("shortcuts.leave-editor")));
    }

    private static VBox group(String heading, List<Shortcut> shortcuts) {
        Label head = new Label(heading);
        head.getStyleClass().add("overline");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        int row = 0;
        for (Shortcut shortcut : shortcuts) {
            HBox keys = new HBox();
            keys.getStyleClass().add("keys");
            for (String key : shortcut.keys().split(" ", -1)) {
                Label cap = new Label(key);
                cap.getStyleClass().add("key-cap");
                cap.setMinWidth(Region.USE_PREF_SIZE);
                keys.getChildren().add(cap);
            }
            Label meaning = new Label(shortcut.meaning());
            meaning.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, keys, meaning);
        }
        VBox box = new VBox(head, grid);
        box.getStyleClass().add("shortcut-group");
        return box;
    }
}
