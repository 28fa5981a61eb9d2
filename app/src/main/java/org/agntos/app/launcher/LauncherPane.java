package org.agntos.app.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.theme.BrandMark;

/// What is in the launcher's window: the line and the rows below it. All rows are made once.
final class LauncherPane extends VBox {
    private final LauncherViewModel model;
    private final TextField input = new TextField();
    private final VBox results = new VBox();
    private final List<ResultRow> rows = new ArrayList<>();
    private final Label note = new Label();
    private final Runnable escape;

    /// @param escape hides the window
    LauncherPane(LauncherViewModel model, Runnable escape) {
        this.model = model;
        this.escape = escape;
        setId("launcher");
        getStyleClass().add("launcher");
        getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource("launcher.css"), "packed with the app")
                        .toExternalForm());
        buildInput();
        results.setId("launcher-results");
        results.getStyleClass().add("launcher-results");
        results.setAccessibleRole(AccessibleRole.LIST_VIEW);
        results.setAccessibleText(Messages.text("launcher.results"));
        for (int i = 0; i < Ranking.MOST; i++) {
            results.getChildren().add(row(i));
        }
        note.setId("launcher-note");
        note.getStyleClass().add("launcher-note");
        note.setWrapText(true);
        note.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(results, note);
        model.found().subscribe(this::show);
        model.selected().subscribe(() -> show(model.found().get()));
    }

    private void buildInput() {
        BrandMark mark = new BrandMark();
        mark.setSize(26);
        input.setId("launcher-input");
        input.getStyleClass().add("launcher-input");
        input.setPromptText(Messages.text("launcher.prompt"));
        input.setAccessibleText(Messages.text("launcher.input"));
        input.textProperty().bindBidirectional(model.text());
        HBox.setHgrow(input, Priority.ALWAYS);
        HBox line = new HBox(mark, input);
        line.getStyleClass().add("launcher-line");
        getChildren().add(line);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private ResultRow row(int line) {
        ResultRow row = new ResultRow();
        row.setId("launcher-row-" + line);
        row.setOnMouseClicked(_ -> {
            model.select(line);
            model.enter();
        });
        rows.add(row);
        return row;
    }

    private void pressed(KeyEvent event) {
        boolean isDone = switch (event.getCode()) {
            case ESCAPE -> run(escape);
            case ENTER -> run(event.isShortcutDown() ? model::ask : model::enter);
            case DOWN -> run(() -> model.move(1));
            case UP -> run(() -> model.move(-1));
            case TAB -> run(() -> complete(event.isShiftDown()));
            default -> false;
        };
        if (isDone) {
            event.consume();
        }
    }

    private static boolean run(Runnable task) {
        task.run();
        return true;
    }

    private void complete(boolean isBack) {
        if (isBack) {
            model.move(-1);
        } else if (model.complete()) {
            input.end();
        }
    }

    /// The caret in the line, and what was typed last selected, so that the next key replaces it.
    void takeFocus() {
        input.requestFocus();
        input.selectAll();
    }

    private void show(LauncherViewModel.Found found) {
        for (int i = 0; i < rows.size(); i++) {
            boolean isUsed = i < found.items().size();
            ResultRow row = rows.get(i);
            row.setVisible(isUsed);
            row.setManaged(isUsed);
            if (isUsed) {
                row.show(found.items().get(i), i == model.selected().get());
            }
        }
        results.setVisible(!found.items().isEmpty());
        results.setManaged(!found.items().isEmpty());
        note.setText(words(found));
        note.setVisible(!note.getText().isEmpty());
        note.setManaged(note.isVisible());
        if (model.text().get().equals(input.getText()) && !input.isFocused()) {
            input.end();
        }
    }

    private static String words(LauncherViewModel.Found found) {
        if (found.isIndexBuilding()) {
            return Messages.text("launcher.building");
        }
        if (found.isNothing()) {
            return Messages.text("launcher.nothing");
        }
        return found.query().isEmpty() ? Messages.text("launcher.hint") : "";
    }
}
