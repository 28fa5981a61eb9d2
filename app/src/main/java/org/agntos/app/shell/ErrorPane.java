package org.agntos.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// The error view: what happened, what was kept, what to do, a code, and the technical lines for who wants them.
final class ErrorPane extends StackPane {
    private final Label title = new Label();
    private final Label happened = new Label();
    private final Label kept = new Label();
    private final Label next = new Label();
    private final Label code = new Label();
    private final TextArea details = new TextArea();
    private final ToggleButton showDetails = new ToggleButton(Messages.text("error.details"));
    private final Button retry = new Button(Messages.text("error.retry"));
    private final Button close = new Button(Messages.text("error.close"));
    private final Button copy = new Button(Messages.text("error.copy"));

    ErrorPane(ShellViewModel model) {
        setId("shell-error");
        getStyleClass().add("overlay");
        title.getStyleClass().add("title");
        title.setWrapText(true);
        FontIcon icon = new FontIcon("fth-alert-triangle");
        icon.getStyleClass().add("error-icon");
        HBox head = new HBox(icon, title);
        head.getStyleClass().add("error-head");
        head.setAlignment(Pos.CENTER_LEFT);

        code.setId("shell-error-code");
        code.getStyleClass().addAll("mono", "muted");
        details.setId("shell-error-details");
        details.setEditable(false);
        details.getStyleClass().add("mono-area");
        details.setPrefRowCount(8);
        details.setAccessibleText(Messages.text("error.details"));
        details.visibleProperty().bind(showDetails.selectedProperty());
        details.managedProperty().bind(showDetails.selectedProperty());

        VBox card = new VBox(
                head,
                paragraph("error.happened", Messages.text("error.happened"), happened),
                paragraph("error.kept", Messages.text("error.kept"), kept),
                paragraph("error.next", Messages.text("error.next"), next),
                details,
                buttons(model));
        card.getStyleClass().addAll("card", "error-card");
        card.setMaxSize(560, Region.USE_PREF_SIZE);
        getChildren().add(card);
        model.error().subscribe(this::show);
    }

    /// Moves the keyboard to what closes it.
    void takeFocus() {
        close.requestFocus();
    }

    private HBox buttons(ShellViewModel model) {
        showDetails.setId("shell-error-show-details");
        showDetails.getStyleClass().add("flat");
        copy.setId("shell-error-copy");
        copy.getStyleClass().add("flat");
        copy.setOnAction(_ -> model.error()
                .get()
                .ifPresent(report -> Clipboard.getSystemClipboard()
                        .setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, report.asText()))));
        retry.setId("shell-error-retry");
        retry.getStyleClass().add("accent");
        retry.setOnAction(_ -> model.retryError());
        close.setId("shell-error-close");
        close.setOnAction(_ -> model.closeError());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(code, gap, showDetails, copy, retry, close);
        row.getStyleClass().add("button-row");
        row.setAlignment(Pos.CENTER_LEFT);
        List.of(code, showDetails, copy, retry, close).forEach(node -> ((Region) node).setMinWidth(USE_PREF_SIZE));
        return row;
    }

    private static VBox paragraph(String id, String heading, Label text) {
        Label head = new Label(heading);
        head.getStyleClass().add("overline");
        text.setId("shell-" + id.replace('.', '-'));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(head, text);
        box.getStyleClass().add("paragraph");
        return box;
    }

    private void show(Optional<ErrorReport> error) {
        setVisible(error.isPresent());
        error.ifPresent(report -> {
            title.setText(report.title());
            happened.setText(report.happened());
            kept.setText(report.kept());
            next.setText(report.next());
            code.setText(report.code());
            details.setText(String.join("\n", report.details()));
            showDetails.setSelected(false);
            boolean hasDetails = !report.details().isEmpty();
            showDetails.setVisible(hasDetails);
            showDetails.setManaged(hasDetails);
            retry.setVisible(report.retry().isPresent());
            retry.setManaged(report.retry().isPresent());
            close.requestFocus();
        });
    }
}
