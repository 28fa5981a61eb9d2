package org.agntos.app.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.diff.DiffView;
import org.agntos.app.i18n.Messages;
import org.agntos.core.audit.AuditEntry;
import org.kordamp.ikonli.javafx.FontIcon;

/// One entry opened: the request in the person's own words, what came of it, and the files.
final class EntryPane extends VBox {
    private static final double LEAST_DIFF_HEIGHT = 240;

    private final TimelineViewModel model;
    private final Label result = new Label();
    private final Label title = new Label();
    private final Label prompt = new Label();
    private final Label rationale = new Label();
    private final Label failure = new Label();
    private final FlowPane facts = new FlowPane();
    private final GridPane evidence = new GridPane();
    private final ToggleButton showEvidence = new ToggleButton(Messages.text("timeline.evidence"));
    private final Button undo = new Button(Messages.text("timeline.undo"), new FontIcon("fth-corner-up-left"));
    private final Button goBack = new Button(null, new FontIcon("fth-rewind"));
    private final Button copy = new Button(null, new FontIcon("fth-copy"));
    private final DiffView diff = new DiffView();
    private final Label noFiles = new Label(Messages.text("timeline.no-files"));

    EntryPane(TimelineViewModel model) {
        this.model = model;
        getStyleClass().add("entry-pane");
        setId("timeline-entry");
        result.getStyleClass().add("result-chip");
        result.setMinWidth(Region.USE_PREF_SIZE);
        title.getStyleClass().add("title");
        title.setWrapText(true);
        title.setId("timeline-entry-summary");
        prompt.getStyleClass().add("prompt-quote");
        prompt.setWrapText(true);
        prompt.setMaxWidth(Double.MAX_VALUE);
        prompt.setId("timeline-entry-prompt");
        rationale.getStyleClass().add("muted");
        rationale.setWrapText(true);
        failure.getStyleClass().add("failure-note");
        failure.setWrapText(true);
        failure.setMaxWidth(Double.MAX_VALUE);
        failure.setId("timeline-entry-failure");
        facts.getStyleClass().add("facts");
        evidence.getStyleClass().add("evidence");
        showEvidence.getStyleClass().addAll("small", "quiet");
        showEvidence.setId("timeline-evidence");
        showEvidence.selectedProperty().subscribe(isShown -> setShown(evidence, isShown));
        noFiles.getStyleClass().add("no-files");
        noFiles.setWrapText(true);
        noFiles.setMaxWidth(Double.MAX_VALUE);
        buttons();
        VBox head = new VBox(heading(), prompt, rationale, failure, facts, actions(), evidence);
        head.getStyleClass().add("entry-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        setVgrow(diff, Priority.ALWAYS);
        diff.setMinHeight(LEAST_DIFF_HEIGHT);
        getChildren().addAll(head, new Separator(), diff, noFiles);
    }

    private void buttons() {
        undo.setId("timeline-undo");
        goBack.setId("timeline-go-back");
        copy.setId("timeline-copy");
        copy.getStyleClass().add("icon-button");
        copy.setAccessibleText(Messages.text("timeline.copy"));
        copy.setTooltip(new Tooltip(Messages.text("timeline.copy")));
        undo.setMinWidth(Region.USE_PREF_SIZE);
        goBack.setMinWidth(Region.USE_PREF_SIZE);
    }

    private HBox heading() {
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox heading = new HBox(title, result);
        heading.getStyleClass().add("entry-heading");
        return heading;
    }

    private FlowPane actions() {
        FlowPane actions = new FlowPane(undo, goBack, showEvidence, copy);
        actions.getStyleClass().add("entry-actions");
        return actions;
    }

    void show(EntryDetails details) {
        AuditEntry entry = details.entry();
        title.setText(entry.summary());
        result.setText(TimelineWords.result(details.result()));
        TimelineWords.tone(details.result()).mark(result);
        showOrHide(prompt, entry.prompt() == null ? "" : Messages.format("timeline.quoted", entry.prompt()));
        showOrHide(rationale, entry.rationale() == null ? "" : entry.rationale());
        showOrHide(failure, entry.isSuccess() ? "" : entry.resultText());
        facts.getChildren().setAll(facts(details));
        showEvidence(details);
        undo.setDisable(!details.isUndoable());
        undo.setOnAction(_ -> model.reviewUndo(entry));
        int target = goBackTarget(details);
        setShown(goBack, target > 0);
        goBack.setText(Messages.format("timeline.go-back", target));
        goBack.setOnAction(_ -> model.reviewRollback(target));
        copy.setOnAction(_ -> copy(asText(details)));
        boolean hasFiles = !details.diffs().isEmpty();
        setShown(diff, hasFiles);
        setShown(noFiles, !hasFiles);
        diff.show(details.diffs());
    }

    /// Gives the keyboard to the files, to go through their changes.
    void focusFiles() {
        if (isVisible() && diff.isVisible()) {
            diff.focusList();
        }
    }

    /// The generation this entry made, if it is still there and not the current one.
    private int goBackTarget(EntryDetails details) {
        int made = details.entry().generationAfter();
        return model.generations().stream()
                        .map(GenerationRow::generation)
                        .anyMatch(each -> each.number() == made && !each.isCurrent())
                ? made
                : 0;
    }

    private List<Label> facts(EntryDetails details) {
        AuditEntry entry = details.entry();
        List<Label> shown = new ArrayList<>();
        shown.add(fact(TimelineWords.icon(details.kind()), TimelineWords.kind(details.kind())));
        shown.add(fact("fth-user", who(entry)));
        shown.add(fact("fth-clock", TimelineWords.exact(entry.timestamp(), model.clock())));
        if (entry.generationAfter() > 0) {
            shown.add(fact("fth-git-commit", generations(entry)));
        }
        if (entry.durationMillis() > 0) {
            shown.add(fact("fth-zap", TimelineWords.duration(entry.durationMillis())));
        }
        return shown;
    }

    private static String who(AuditEntry entry) {
        if (entry.user().isEmpty()) {
            return entry.actor();
        }
        return entry.actor().equals("user")
                ? entry.user()
                : Messages.format("timeline.who", entry.actor(), entry.user());
    }

    private static String generations(AuditEntry entry) {
        if (entry.generationBefore() == 0 || entry.generationBefore() == entry.generationAfter()) {
            return Messages.format("timeline.generation", entry.generationAfter());
        }
        return Messages.format("timeline.generation.step", entry.generationBefore(), entry.generationAfter());
    }

    private static Label fact(String icon, String words) {
        Label label = new Label(words, new FontIcon(icon));
        label.getStyleClass().add("fact");
        return label;
    }

    private void showEvidence(EntryDetails details) {
        evidence.getChildren().clear();
        AuditEntry entry = details.entry();
        addEvidence(Messages.text("timeline.field.id"), entry.id());
        addEvidence(Messages.text("timeline.field.line"), Integer.toString(entry.line()));
        addEvidence(Messages.text("timeline.field.proposal"), entry.proposalId());
        addEvidence(Messages.text("timeline.field.digest"), details.field("digest"));
        addEvidence(Messages.text("timeline.field.evidence"), details.field("evidence"));
        addEvidence(
                Messages.text("timeline.field.hash"),
                entry.isChained() ? details.field("hash") : Messages.text("timeline.unchained"));
        addEvidence(Messages.text("timeline.field.prev"), details.field("prev"));
    }

    private void addEvidence(String name, String value) {
        if (value.isEmpty() || value.equals("null")) {
            return;
        }
        Label label = new Label(name);
        label.getStyleClass().add("evidence-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Label shown = new Label(value);
        shown.getStyleClass().add("evidence-value");
        shown.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        shown.setTooltip(new Tooltip(value));
        shown.setMinWidth(0);
        Button take = new Button(null, new FontIcon("fth-copy"));
        take.getStyleClass().add("icon-button");
        take.setAccessibleText(Messages.format("timeline.copy-field", name, value));
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setOnAction(_ -> copy(value));
        evidence.addRow(evidence.getRowCount(), label, shown, take);
    }

    private String asText(EntryDetails details) {
        AuditEntry entry = details.entry();
        List<String> lines = new ArrayList<>();
        lines.add(entry.summary());
        lines.add(TimelineWords.kind(details.kind()) + " · " + TimelineWords.result(details.result()) + " · "
                + who(entry) + " · " + TimelineWords.exact(entry.timestamp(), model.clock()));
        if (entry.prompt() != null) {
            lines.add(Messages.format("timeline.quoted", entry.prompt()));
        }
        if (!entry.resultText().isEmpty()) {
            lines.add(entry.resultText());
        }
        lines.add(entry.id());
        return String.join("\n", lines) + "\n\n" + DiffView.asPatch(details.diffs());
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void showOrHide(Label label, String text) {
        label.setText(text);
        setShown(label, !text.isEmpty());
    }

    private static void setShown(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
