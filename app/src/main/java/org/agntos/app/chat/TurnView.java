package org.agntos.app.chat;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.markdown.MarkdownView;
import org.agntos.core.agent.AgentEvent;
import org.kordamp.ikonli.javafx.FontIcon;

/// One turn: the request at the right, what came of it below, and what can be done with it.
final class TurnView extends VBox {
    private final ChatViewModel model;
    private final Turn turn;
    private final VBox parts = new VBox();
    private final Label working = new Label(Messages.text("chat.working"));

    TurnView(ChatViewModel model, Turn turn) {
        this.model = model;
        this.turn = turn;
        setId("chat-turn-" + turn.number());
        getStyleClass().add("turn");
        parts.getStyleClass().add("turn-parts");
        working.getStyleClass().add("turn-working");
        working.setGraphic(new FontIcon("fth-more-horizontal"));
        getChildren().addAll(request(), parts, working);
        turn.parts().forEach(part -> parts.getChildren().add(node(part)));
        turn.parts().addListener((ListChangeListener<Turn.Part>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(part -> parts.getChildren().add(node(part)));
            }
        });
        turn.end().subscribe(this::showEnd);
    }

    private Node request() {
        HBox row = bubble(turn.request());
        row.getChildren().getFirst().setId("chat-request-" + turn.number());
        return row;
    }

    /// Words of the person.
    private static HBox bubble(String said) {
        Label words = new Label(said);
        words.getStyleClass().add("request");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(560);
        HBox row = new HBox(words);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private Node node(Turn.Part part) {
        return switch (part) {
            case Turn.Answer answer -> {
                MarkdownView view = new MarkdownView();
                answer.text().subscribe(view::show);
                yield view;
            }
            case Turn.Step step -> new StepView(step);
            case Turn.Thought thought -> new ThoughtView(thought);
            case Turn.Remark(String words) -> remark(words);
            case Turn.SaidMore(String words) -> bubble(words);
            case Turn.Question question -> new ApprovalCard(model, question);
            case Turn.Proposed proposed -> new ProposalCard(model, proposed);
            case Turn.UndoOffered(String entryId, String summary) -> undoCard(entryId, summary);
        };
    }

    private static Node remark(String said) {
        Label words = new Label(said, new FontIcon("fth-info"));
        words.getStyleClass().addAll("muted", "small", "turn-remark");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    private Node undoCard(String entryId, String summary) {
        Label words = new Label(summary);
        words.getStyleClass().add("strong");
        words.setWrapText(true);
        Label hint = new Label(Messages.text("chat.undo.hint"));
        hint.getStyleClass().addAll("muted", "small");
        hint.setWrapText(true);
        Button review = new Button(Messages.text("chat.undo.review"), new FontIcon("fth-rotate-ccw"));
        review.setId("chat-undo-review-" + entryId);
        review.getStyleClass().add("accent");
        review.setOnAction(_ -> model.reviewUndo(entryId));
        VBox card = new VBox(words, hint, new HBox(review));
        card.setId("chat-undo-" + entryId);
        card.getStyleClass().addAll("card", "chat-card");
        return card;
    }

    private void showEnd(Optional<AgentEvent.End> end) {
        boolean isOver = end.isPresent();
        working.setVisible(!isOver);
        working.setManaged(!isOver);
        end.ifPresent(how -> {
            switch (how) {
                case AgentEvent.End.Answered _ -> {}
                case AgentEvent.End.Cancelled _ -> {
                    Label stopped = new Label(Messages.text("chat.stopped"));
                    stopped.getStyleClass().addAll("muted", "small");
                    parts.getChildren().add(stopped);
                }
                case AgentEvent.End.Failed(String message, String next) ->
                    parts.getChildren().add(failure(message, next));
            }
            getChildren().add(actions());
        });
    }

    private static Node failure(String message, String next) {
        Label what = new Label(message);
        what.getStyleClass().add("strong");
        what.setWrapText(true);
        what.setGraphic(new FontIcon("fth-alert-triangle"));
        Label then = new Label(next);
        then.setWrapText(true);
        VBox box = new VBox(what, then);
        box.getStyleClass().add("turn-failure");
        return box;
    }

    private Node actions() {
        Button copy = new Button(Messages.text("chat.copy"), new FontIcon("fth-copy"));
        copy.setId("chat-copy-" + turn.number());
        copy.setOnAction(_ ->
                Clipboard.getSystemClipboard().setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, turn.answerText())));
        Button retry = new Button(Messages.text("chat.retry"), new FontIcon("fth-refresh-cw"));
        retry.setId("chat-retry-" + turn.number());
        retry.disableProperty().bind(model.busy());
        retry.setOnAction(_ -> model.retry(turn));
        HBox row = new HBox(copy, retry);
        row.getStyleClass().add("turn-actions");
        copy.getStyleClass().addAll("quiet", "small");
        retry.getStyleClass().addAll("quiet", "small");
        return row;
    }
}
