package org.agntos.app.memory;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.diff.NixEditor;
import org.agntos.app.i18n.Messages;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One memory file: how full it is, its text, and what can be done with it.
final class FilePane extends VBox {
    private static final PseudoClass HIGH = PseudoClass.getPseudoClass("high");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final FileModel model;
    private final String name;
    private final ProgressBar meter = new ProgressBar(0);
    private final Label count = new Label();
    private final NixEditor editor = new NixEditor(new MemoryHighlighter());
    private final Label placeholder;
    private final NixEditor other = new NixEditor(new MemoryHighlighter());
    private final VBox conflict = new VBox();
    private final VBox hints = new VBox();
    private final Label notice = new Label();
    private final Button save = new Button(Messages.text("memory.save"));
    private final Button revert = new Button(Messages.text("memory.revert"));
    private final Button undo = new Button(Messages.text("memory.undo"));
    private final Button consolidate = new Button(Messages.text("memory.consolidate"));

    /// @param example what stands in the empty editor
    FilePane(FileModel model, String name, String explanation, String example) {
        this.model = model;
        this.name = name;
        placeholder = new Label(example);
        String id = "memory-" + model.file().fileName().replace(".md", "");
        setId(id);
        getStyleClass().addAll("card", "memory-file");
        Label title = new Label(name);
        title.getStyleClass().add("subtitle");
        Label about = new Label(explanation);
        about.getStyleClass().addAll("muted", "small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        conflict(id);
        hints.getStyleClass().add("memory-hints");
        hints.setMinHeight(Region.USE_PREF_SIZE);
        notice.getStyleClass().add("memory-notice");
        notice.setWrapText(true);
        notice.setId(id + "-notice");
        notice.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, about, meter(id), editor(id), conflict, hints, notice, buttons(id));
        bind();
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.S) {
                model.save();
                event.consume();
            }
        });
    }

    private VBox meter(String id) {
        meter.getStyleClass().add("memory-meter");
        meter.setId(id + "-meter");
        meter.setMaxWidth(Double.MAX_VALUE);
        count.getStyleClass().addAll("caption", "memory-count");
        count.setId(id + "-count");
        VBox box = new VBox(4, meter, count);
        box.setMinHeight(Region.USE_PREF_SIZE);
        return box;
    }

    private StackPane editor(String id) {
        editor.setId(id + "-editor");
        editor.setName(name);
        editor.wrapLines();
        placeholder.getStyleClass().add("memory-placeholder");
        placeholder.setMouseTransparent(true);
        placeholder.setWrapText(true);
        StackPane pane = new StackPane(editor, placeholder);
        StackPane.setAlignment(placeholder, Pos.TOP_LEFT);
        pane.setMinHeight(96);
        setVgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private void conflict(String id) {
        conflict.getStyleClass().add("memory-conflict");
        conflict.setId(id + "-conflict");
        Label words = new Label(Messages.text("memory.conflict"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        other.setName(Messages.text("memory.conflict.other"));
        other.setEditable(false);
        other.wrapLines();
        other.setMinHeight(96);
        Button mine = new Button(Messages.text("memory.keep-mine"));
        mine.setId(id + "-keep-mine");
        mine.setOnAction(_ -> model.keepMine());
        Button theirs = new Button(Messages.text("memory.use-theirs"));
        theirs.setId(id + "-use-theirs");
        theirs.setOnAction(_ -> model.revert());
        FlowPane actions = new FlowPane(8, 8, mine, theirs);
        setVgrow(other, Priority.ALWAYS);
        setVgrow(conflict, Priority.ALWAYS);
        conflict.getChildren().addAll(words, other, actions);
    }

    private FlowPane buttons(String id) {
        save.setId(id + "-save");
        save.getStyleClass().add("accent");
        save.setTooltip(new Tooltip(Messages.text("memory.save.hint")));
        save.setOnAction(_ -> model.save());
        revert.setId(id + "-revert");
        revert.setOnAction(_ -> model.revert());
        undo.setId(id + "-undo");
        undo.getStyleClass().add("quiet");
        undo.setTooltip(new Tooltip(Messages.text("memory.undo.hint")));
        undo.setOnAction(_ -> model.undo());
        consolidate.setId(id + "-consolidate");
        consolidate.getStyleClass().add("quiet");
        consolidate.setTooltip(new Tooltip(Messages.text("memory.consolidate.hint")));
        consolidate.setOnAction(_ -> model.consolidate());
        FlowPane buttons = new FlowPane(8, 8, save, revert, undo, consolidate);
        buttons.getStyleClass().add("memory-buttons");
        buttons.setMinHeight(Region.USE_PREF_SIZE);
        return buttons;
    }

    private void bind() {
        editor.textProperty().bindBidirectional(model.draft());
        placeholder.visibleProperty().bind(model.draft().isEmpty());
        model.check().subscribe(this::showCheck);
        model.notice().subscribe(this::showNotice);
        model.theirs().subscribe(this::showConflict);
        var isOver = Bindings.createBooleanBinding(
                () -> model.check().get().level() == MemoryCheck.Level.OVER, model.check());
        var isConflict = model.theirs().isNotNull();
        save.disableProperty()
                .bind(model.edited().not().or(isOver).or(isConflict).or(model.busy()));
        revert.disableProperty().bind(model.edited().not().or(isConflict).or(model.busy()));
        undo.disableProperty().bind(model.undoable().not().or(model.edited()).or(model.busy()));
        consolidate
                .disableProperty()
                .bind(model.draft().isEmpty().or(model.edited()).or(model.busy()));
    }

    private void showCheck(MemoryCheck check) {
        meter.setProgress(Math.min(1, check.fraction()));
        meter.pseudoClassStateChanged(HIGH, check.level() == MemoryCheck.Level.HIGH);
        meter.pseudoClassStateChanged(OVER, check.level() == MemoryCheck.Level.OVER);
        count.pseudoClassStateChanged(HIGH, check.level() == MemoryCheck.Level.HIGH);
        count.pseudoClassStateChanged(OVER, check.level() == MemoryCheck.Level.OVER);
        count.setText(
                switch (check.level()) {
                    case FINE -> Messages.format("memory.count", check.length(), check.limit());
                    case HIGH -> Messages.format("memory.count.high", check.length(), check.limit());
                    case OVER ->
                        Messages.format(
                                "memory.count.over", check.length(), check.limit(), check.length() - check.limit());
                });
        meter.setAccessibleText(count.getText());
        hints.getChildren().setAll(check.hints().stream().map(FilePane::hint).toList());
        setShown(hints, !check.hints().isEmpty());
    }

    private static Label hint(String words) {
        Label label = new Label(words, new FontIcon("fth-alert-triangle"));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void showNotice(Notice shown) {
        notice.setText(shown.text());
        notice.pseudoClassStateChanged(REFUSED, shown.kind() == Notice.Kind.REFUSED);
        setShown(notice, !shown.text().isEmpty());
    }

    private void showConflict(@Nullable String theirs) {
        setShown(conflict, theirs != null);
        other.textProperty().set(theirs == null ? "" : theirs);
    }

    void focusEditor() {
        editor.requestFocus();
    }

    private static void setShown(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
