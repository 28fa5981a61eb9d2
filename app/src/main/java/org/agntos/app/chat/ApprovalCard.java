package org.agntos.app.chat;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.core.tool.Approvals;
import org.agntos.core.tool.Approvals.Decision;
import org.agntos.core.tool.Approvals.Scope;
import org.kordamp.ikonli.javafx.FontIcon;

/// A call that waits for the person: the exact call, why it is asked, and the answers.
final class ApprovalCard extends VBox {
    private static final int MOST_LINES = 14;
    private static final double MOST_HEIGHT = 280;

    private final ChatViewModel model;
    private final Turn.Question question;

    ApprovalCard(ChatViewModel model, Turn.Question question) {
        this.model = model;
        this.question = question;
        setId("chat-approval-" + question.approvalId());
        getStyleClass().addAll("card", "chat-card");
        question.decision().subscribe(this::show);
    }

    private void show(Optional<Decision> decision) {
        Label title = new Label(Messages.text("chat.approval.title"), new FontIcon("fth-shield"));
        title.getStyleClass().addAll("strong", "card-title");
        getChildren().setAll(title, wrapped(question.why()), call());
        getChildren().add(decision.map(ApprovalCard::answered).orElseGet(this::answers));
    }

    private Node call() {
        Label call = wrapped(question.what());
        call.setId("chat-approval-call-" + question.approvalId());
        call.getStyleClass().addAll("mono", "approval-call");
        call.setAccessibleText(Messages.text("chat.approval.call") + ": " + question.what());
        if (question.what().lines().count() <= MOST_LINES) {
            return call;
        }
        ScrollPane scroll = new ScrollPane(call);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(MOST_HEIGHT);
        scroll.setMinHeight(MOST_HEIGHT);
        return scroll;
    }

    private Node answers() {
        FlowPane row = new FlowPane(8, 8);
        row.getStyleClass().add("button-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().add(allow("once", Messages.text("chat.approval.once"), Scope.ONCE));
        if (question.widest() != Scope.ONCE) {
            row.getChildren().add(allow("session", Messages.text("chat.approval.session"), Scope.SESSION));
        }
        if (question.widest() == Scope.ALWAYS) {
            row.getChildren().add(allow("always", Messages.text("chat.approval.always"), Scope.ALWAYS));
        }
        TextField reason = new TextField();
        reason.setId("chat-approval-reason-" + question.approvalId());
        reason.setPromptText(Messages.text("chat.approval.reason"));
        reason.setAccessibleText(Messages.text("chat.approval.reason"));
        reason.setPrefColumnCount(24);
        Button deny = new Button(Messages.text("chat.approval.deny"));
        deny.setId("chat-approval-deny-" + question.approvalId());
        deny.setOnAction(_ -> model.decide(question, denied(reason.getText())));
        reason.setOnAction(_ -> model.decide(question, denied(reason.getText())));
        row.getChildren().addAll(deny, reason);
        return row;
    }

    private Button allow(String name, String text, Scope scope) {
        Button button = new Button(text);
        button.setId("chat-approval-" + name + "-" + question.approvalId());
        button.setOnAction(_ -> model.decide(question, new Decision.Allowed(scope)));
        return button;
    }

    private static Decision denied(String reason) {
        return new Decision.Denied(
                reason.isBlank()
                        ? Messages.text("chat.approval.denied")
                        : Messages.format("chat.approval.denied.because", reason.strip()));
    }

    private static Node answered(Decision decision) {
        Label words = wrapped(
                switch (decision) {
                    case Decision.Allowed(Approvals.Scope scope) ->
                        switch (scope) {
                            case ONCE -> Messages.text("chat.approval.done.once");
                            case SESSION -> Messages.text("chat.approval.done.session");
                            case ALWAYS -> Messages.text("chat.approval.done.always");
                        };
                    case Decision.Denied(String reason) -> reason;
                });
        words.getStyleClass().addAll("muted", "small");
        return words;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
