package org.agntos.app.timeline;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.core.audit.AuditLog;
import org.kordamp.ikonli.javafx.FontIcon;

/// Why something is here: the entries that brought it and the files that declare it.
final class AnswerPane extends ScrollPane {
    private final TimelineViewModel model;
    private final VBox content = new VBox();

    AnswerPane(TimelineViewModel model) {
        this.model = model;
        getStyleClass().add("answer-pane");
        setId("timeline-answer");
        content.getStyleClass().add("answer");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
    }

    void show(Opened.Answer answer) {
        AuditLog.Why why = answer.why();
        Label title = text(
                why.present()
                        ? Messages.format("timeline.why.present", why.subject())
                        : Messages.format("timeline.why.absent", why.subject()),
                "title");
        content.getChildren().setAll(title);
        if (!why.declaredIn().isEmpty()) {
            content.getChildren().add(text(Messages.text("timeline.why.declared"), "overline"));
            why.declaredIn().forEach(file -> content.getChildren().add(text(file, "mono")));
        }
        if (answer.because().isEmpty()) {
            content.getChildren()
                    .add(text(
                            why.present()
                                    ? Messages.text("timeline.why.unrecorded")
                                    : Messages.text("timeline.why.nothing"),
                            "muted"));
            return;
        }
        content.getChildren().add(text(Messages.text("timeline.why.because"), "overline"));
        answer.because().forEach(row -> content.getChildren().add(link(row)));
    }

    private VBox link(TimelineRow row) {
        Hyperlink link = new Hyperlink(row.summary(), new FontIcon(TimelineWords.icon(row.kind())));
        link.setOnAction(_ -> model.open(row.id()));
        String when = TimelineWords.exact(row.timestamp(), model.clock());
        Label words = text(
                row.prompt().isEmpty()
                        ? Messages.format("timeline.why.line", row.who(), when)
                        : Messages.format("timeline.why.line-quoted", row.prompt(), row.who(), when),
                "entry-words");
        VBox box = new VBox(link, words);
        box.getStyleClass().add("because");
        return box;
    }

    private static Label text(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }
}
