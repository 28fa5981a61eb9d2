package org.agntos.app.changes;

import java.util.EnumMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.Tone;
import org.kordamp.ikonli.javafx.FontIcon;

/// A transaction as it runs: its steps, how far it is, the log, and Cancel while that is possible.
final class ApplyPane extends VBox {
    private final ApplyViewModel model;
    private final Map<Step, Label> steps = new EnumMap<>(Step.class);
    private final FlowPane stepRow = new FlowPane();
    private final ListView<String> log = new ListView<>();
    private final ToggleButton follow = new ToggleButton(Messages.text("apply.follow"));

    ApplyPane(ApplyViewModel model, Runnable goBack) {
        this.model = model;
        setId("review-apply");
        getStyleClass().add("apply");
        Label title = new Label(Messages.format("apply.title", model.title()));
        title.getStyleClass().add("title");
        title.setWrapText(true);
        stepRow.getStyleClass().add("steps");
        Step.usual().forEach(this::addStep);
        model.steps().forEach(this::show);
        model.steps().addListener((MapChangeListener<Step, ApplyViewModel.StepState>) change -> {
            if (change.wasAdded()) {
                show(change.getKey(), change.getValueAdded());
            }
        });
        ProgressBar bar = new ProgressBar();
        bar.setId("review-apply-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progress());
        bar.setAccessibleText(Messages.text("apply.progress"));
        prepareLog();
        VBox.setVgrow(log, Priority.ALWAYS);
        getChildren().addAll(title, stepRow, bar, logHead(), log, buttons(goBack));
    }

    private void prepareLog() {
        log.setId("review-apply-log");
        log.getStyleClass().add("log");
        log.setItems(model.log());
        log.setAccessibleText(Messages.text("apply.log"));
        Label empty = new Label(Messages.text("apply.log.empty"));
        empty.getStyleClass().add("muted");
        log.setPlaceholder(empty);
        follow.setSelected(true);
        model.log().addListener((ListChangeListener<String>) _ -> {
            if (follow.isSelected() && !model.log().isEmpty()) {
                log.scrollTo(model.log().size() - 1);
            }
        });
    }

    private Node logHead() {
        Label head = new Label(Messages.text("apply.log"));
        head.getStyleClass().add("overline");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        follow.setId("review-apply-follow");
        follow.getStyleClass().addAll("small");
        Button copy = new Button(Messages.text("apply.copy"), new FontIcon("fth-copy"));
        copy.setId("review-apply-copy");
        copy.getStyleClass().addAll("quiet", "small");
        copy.setOnAction(_ -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, String.join("\n", model.log()))));
        HBox row = new HBox(head, gap, copy, follow);
        row.getStyleClass().add("button-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node buttons(Runnable goBack) {
        Label hint = new Label();
        hint.getStyleClass().addAll("muted", "small");
        hint.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button cancel = new Button(Messages.text("apply.cancel"));
        cancel.setId("review-apply-cancel");
        cancel.disableProperty().bind(model.cancellable().not());
        cancel.setOnAction(_ -> model.cancel());
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        Button back = new Button(Messages.text("apply.back"));
        back.setId("review-apply-back");
        back.setOnAction(_ -> goBack.run());
        back.setMinWidth(Region.USE_PREF_SIZE);
        model.over().subscribe(isOver -> {
            cancel.setVisible(!isOver);
            cancel.setManaged(!isOver);
            back.setVisible(isOver);
            back.setManaged(isOver);
            hint.setText(hint());
        });
        model.cancellable().subscribe(_ -> hint.setText(hint()));
        HBox row = new HBox(hint, gap, cancel, back);
        row.getStyleClass().add("button-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private String hint() {
        if (model.isOver()) {
            return Messages.text("apply.hint.over");
        }
        return model.cancellable().get() ? Messages.text("apply.hint") : Messages.text("apply.hint.activating");
    }

    private void addStep(Step step) {
        Label label = new Label(words(step));
        label.setId("review-apply-step-" + step.name().toLowerCase(java.util.Locale.ROOT));
        label.getStyleClass().addAll("chip", "step-chip");
        label.setMinWidth(Region.USE_PREF_SIZE);
        steps.put(step, label);
        stepRow.getChildren().add(label);
    }

    private void show(Step step, ApplyViewModel.StepState state) {
        if (!steps.containsKey(step)) {
            addStep(step);
        }
        Label label = steps.get(step);
        if (label == null) {
            return;
        }
        label.setGraphic(new FontIcon(icon(state)));
        label.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("running"), state == ApplyViewModel.StepState.RUNNING);
        tone(state).mark(label);
    }

    private static String icon(ApplyViewModel.StepState state) {
        return switch (state) {
            case WAITING -> "fth-circle";
            case RUNNING -> "fth-loader";
            case DONE -> "fth-check";
            case FAILED -> "fth-x";
        };
    }

    private static Tone tone(ApplyViewModel.StepState state) {
        return switch (state) {
            case WAITING, RUNNING -> Tone.QUIET;
            case DONE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
        };
    }

    private static String words(Step step) {
        return switch (step) {
            case CHECK -> Messages.text("apply.step.check");
            case SAVE -> Messages.text("apply.step.save");
            case WRITE -> Messages.text("apply.step.write");
            case BUILD -> Messages.text("apply.step.build");
            case ACTIVATE -> Messages.text("apply.step.activate");
            case HEALTH -> Messages.text("apply.step.health");
            case RECORD -> Messages.text("apply.step.record");
            case RESTORE -> Messages.text("apply.step.restore");
        };
    }
}
