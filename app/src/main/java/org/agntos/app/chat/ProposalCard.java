package org.agntos.app.chat;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.ConfirmButton;
import org.agntos.app.proposal.FileLine;
import org.agntos.app.proposal.ProposalWords;
import org.agntos.app.proposal.RiskLabel;
import org.agntos.app.proposal.StageChip;
import org.agntos.app.proposal.Tone;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.helper.protocol.TreePath;

/// A proposal in the conversation: what it does, whether it holds, and the way to its review.
final class ProposalCard extends VBox {
    private static final int MOST_FILES = 6;

    private final ChatViewModel model;
    private final Turn.Proposed proposed;

    ProposalCard(ChatViewModel model, Turn.Proposed proposed) {
        this.model = model;
        this.proposed = proposed;
        setId("chat-proposal-" + proposed.id());
        getStyleClass().addAll("card", "chat-card");
        proposed.lookup().subscribe(this::show);
    }

    private void show(Optional<Proposals.Lookup> lookup) {
        getChildren().clear();
        if (lookup.isEmpty()) {
            getChildren().add(muted(Messages.text("chat.proposal.loading")));
            return;
        }
        switch (lookup.get()) {
            case Proposals.Lookup.Found(Proposal proposal) -> show(proposal);
            case Proposals.Lookup.NotFound _ -> getChildren().add(muted(Messages.text("chat.proposal.gone")));
            case Proposals.Lookup.Broken(String reason) ->
                getChildren().add(muted(Messages.format("chat.proposal.broken", reason)));
        }
    }

    private void show(Proposal proposal) {
        Label summary = new Label(proposal.summary());
        summary.getStyleClass().addAll("strong", "card-title");
        summary.setWrapText(true);
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(summary, new RiskLabel(proposal.risk().level()));
        head.getStyleClass().add("card-head");
        head.setAlignment(Pos.TOP_LEFT);

        VBox files = new VBox();
        files.getStyleClass().add("card-files");
        proposal.files().paths().stream()
                .limit(MOST_FILES)
                .forEach(path -> files.getChildren().add(line(proposal, path)));
        int more = proposal.files().paths().size() - MOST_FILES;
        if (more > 0) {
            files.getChildren().add(muted(Messages.format("chat.proposal.more", more)));
        }

        FlowPane stages = new FlowPane();
        stages.getStyleClass().add("chips");
        proposal.verification().forEach(outcome -> stages.getChildren().add(new StageChip(outcome)));
        getChildren().addAll(head, files, stages);
        firstProblem(proposal).ifPresent(text -> {
            Label problem = new Label(text);
            problem.getStyleClass().add("card-problem");
            problem.setWrapText(true);
            problem.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(problem);
        });
        getChildren().add(buttons(proposal));
    }

    private static Node line(Proposal proposal, TreePath path) {
        return new FileLine(FileLine.Kind.of(proposal.files(), path), path);
    }

    private Node buttons(Proposal proposal) {
        Button review = new Button(Messages.text("chat.proposal.review"));
        review.setId("chat-review-" + proposed.id());
        review.setOnAction(_ -> model.review(proposed.id()));
        HBox row = new HBox(review);
        row.getStyleClass().add("button-row");
        row.setAlignment(Pos.CENTER_LEFT);
        if (proposal.status() == ProposalStatus.OPEN) {
            review.getStyleClass().add("accent");
            row.getChildren()
                    .add(new ConfirmButton(
                            "chat-discard-" + proposed.id(),
                            Messages.text("chat.proposal.discard"),
                            Messages.text("discard.confirm"),
                            () -> model.discard(proposed.id())));
        } else {
            review.setText(Messages.text("chat.proposal.show"));
            Label status = new Label(ProposalWords.status(proposal.status()));
            status.getStyleClass().add("chip");
            Tone.of(proposal.status()).mark(status);
            row.getChildren().addFirst(status);
        }
        return row;
    }

    private static Optional<String> firstProblem(Proposal proposal) {
        return proposal.verification().stream()
                .flatMap(outcome -> outcome.result().problems().stream())
                .findFirst()
                .map(ProposalCard::sentence);
    }

    private static String sentence(Problem problem) {
        String text = problem.explanation().isEmpty() ? problem.message() : problem.explanation();
        return problem.suggestions().isEmpty()
                ? text
                : Messages.format("chat.proposal.suggestion", text, String.join(", ", problem.suggestions()));
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }
}
