package org.agntos.app.changes;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.ProposalWords;
import org.agntos.app.proposal.Tone;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.helper.protocol.TreePath;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every stage with its findings and, opened, what proves it; then the plan and the way back.
final class ChecksPane extends ScrollPane {
    private static final int SHORT_HASH = 12;

    private final Consumer<TreePath> showFile;
    private final Consumer<Fix> useFix;
    private final VBox column = new VBox();

    /// @param showFile goes to a file of the change; @param useFix puts a fix into the change
    ChecksPane(Consumer<TreePath> showFile, Consumer<Fix> useFix) {
        this.showFile = showFile;
        this.useFix = useFix;
        setId("review-checks");
        setFitToWidth(true);
        column.getStyleClass().add("checks");
        setContent(column);
    }

    void show(Review review) {
        column.getChildren().clear();
        review.stages().forEach(outcome -> column.getChildren().add(stage(outcome)));
        Proposal proposal = review.proposal();
        if (proposal != null) {
            addText(Messages.text("review.plan"), proposal.plan());
            addText(
                    Messages.text("review.way-back"),
                    proposal.rollbackGuidance().isEmpty() ? List.of() : List.of(proposal.rollbackGuidance()));
        }
    }

    private void addText(String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Label head = new Label(heading);
        head.getStyleClass().add("overline");
        VBox box = new VBox(head);
        box.getStyleClass().addAll("paragraph", "check-text");
        lines.forEach(line -> box.getChildren().add(wrapped(line)));
        column.getChildren().add(box);
    }

    private Node stage(StageOutcome outcome) {
        String id = "review-stage-" + outcome.stage().word();
        FontIcon icon = new FontIcon(Tone.of(outcome.result()).icon());
        Label name = new Label(ProposalWords.stage(outcome.stage()));
        name.getStyleClass().add("strong");
        Label result = new Label(ProposalWords.result(outcome.result()));
        result.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ToggleButton more = new ToggleButton(Messages.text("review.evidence"));
        more.setId(id + "-evidence");
        more.getStyleClass().addAll("flat", "small");
        more.setAccessibleText(Messages.format("review.evidence.accessible", ProposalWords.stage(outcome.stage())));
        HBox head = new HBox(icon, name, result, gap, more);
        head.getStyleClass().add("stage-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(head, wrapped(sentence(outcome)));
        outcome.result()
                .problems()
                .forEach(problem -> box.getChildren().add(new FindingPane(problem, showFile, useFix)));
        Node evidence = evidence(outcome.evidence());
        evidence.visibleProperty().bind(more.selectedProperty());
        evidence.managedProperty().bind(more.selectedProperty());
        box.getChildren().add(evidence);
        box.setId(id);
        box.getStyleClass().add("stage");
        Tone.of(outcome.result()).mark(box);
        return box;
    }

    private static String sentence(StageOutcome outcome) {
        return outcome.result() instanceof StageResult.Skipped(String reason)
                ? reason
                : ProposalWords.question(outcome.stage());
    }

    private static Node evidence(Evidence evidence) {
        VBox box = new VBox(
                fact(Messages.text("review.evidence.ran"), evidence.ran()),
                fact(
                        Messages.text("review.evidence.input"),
                        evidence.input().hex().substring(0, SHORT_HASH) + "…"),
                fact(Messages.text("review.evidence.outcome"), evidence.outcome()),
                fact(Messages.text("review.evidence.time"), Messages.format("review.millis", evidence.millis())));
        box.getStyleClass().add("evidence");
        return box;
    }

    private static Node fact(String name, String value) {
        Label head = new Label(name);
        head.getStyleClass().addAll("caption", "muted");
        head.setMinWidth(72);
        Label text = new Label(value);
        text.getStyleClass().add("mono");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox row = new HBox(head, text);
        row.getStyleClass().add("fact");
        return row;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
