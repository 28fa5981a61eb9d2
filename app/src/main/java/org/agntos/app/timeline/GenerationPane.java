package org.agntos.app.timeline;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// One generation opened: which act made it, and the way back to it.
final class GenerationPane extends VBox {
    private final TimelineViewModel model;
    private final Label title = new Label();
    private final Label date = new Label();
    private final Label prompt = new Label();
    private final Hyperlink maker = new Hyperlink();
    private final Label origin = new Label();
    private final Button goBack = new Button(null, new FontIcon("fth-rewind"));

    GenerationPane(TimelineViewModel model) {
        this.model = model;
        getStyleClass().addAll("answer", "generation-pane");
        setId("timeline-generation");
        title.getStyleClass().add("title");
        date.getStyleClass().add("muted");
        origin.getStyleClass().add("overline");
        origin.setWrapText(true);
        prompt.getStyleClass().add("prompt-quote");
        prompt.setWrapText(true);
        prompt.setMaxWidth(Double.MAX_VALUE);
        goBack.setId("timeline-generation-go-back");
        getChildren().addAll(title, date, origin, maker, prompt, goBack);
    }

    void show(GenerationRow row) {
        int number = row.generation().number();
        boolean isCurrent = row.generation().isCurrent();
        title.setText(Messages.format("timeline.generation.title", number));
        String when = TimelineWords.exact(row.generation().date(), model.clock());
        date.setText(isCurrent ? Messages.format("timeline.generation.running", when) : when);
        origin.setText(
                row.madeBy().isPresent()
                        ? Messages.text("timeline.generation.made-by")
                        : Messages.text("timeline.generation.unknown"));
        maker.setText(row.madeBy().map(TimelineRow::summary).orElse(""));
        maker.setOnAction(_ -> row.madeBy().ifPresent(made -> model.open(made.id())));
        setShown(maker, row.madeBy().isPresent());
        String words = row.madeBy().map(TimelineRow::prompt).orElse("");
        prompt.setText(Messages.format("timeline.quoted", words));
        setShown(prompt, !words.isEmpty());
        goBack.setText(Messages.format("timeline.go-back", number));
        goBack.setDisable(isCurrent);
        goBack.setOnAction(_ -> model.reviewRollback(number));
    }

    private static void setShown(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
