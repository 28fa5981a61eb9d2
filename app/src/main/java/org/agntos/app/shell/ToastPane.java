package org.agntos.app.shell;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// The notice at the lower edge. It stays ten seconds, longer while the pointer rests on it.
final class ToastPane extends HBox {
    private static final Duration STAY = Duration.seconds(10);

    private final ShellViewModel model;
    private final FontIcon icon = new FontIcon();
    private final Label text = new Label();
    private final Button action = new Button();
    private final PauseTransition stay = new PauseTransition(STAY);

    ToastPane(ShellViewModel model) {
        this.model = model;
        setId("shell-toast");
        getStyleClass().add("toast");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        text.setId("shell-toast-text");
        text.getStyleClass().add("toast-text");
        action.setId("shell-toast-action");
        action.getStyleClass().add("toast-action");
        action.setMinWidth(Region.USE_PREF_SIZE);
        action.setOnAction(_ -> model.runToastAction());
        Button close = new Button(null, new FontIcon("fth-x"));
        close.setId("shell-toast-close");
        close.getStyleClass().add("icon-button");
        close.setAccessibleText(Messages.text("toast.close"));
        close.setOnAction(_ -> model.toast().get().ifPresent(model::dismiss));
        getChildren().addAll(icon, text, action, close);
        hoverProperty().subscribe(isHovered -> {
            if (isHovered) {
                stay.pause();
            } else if (isVisible()) {
                stay.play();
            }
        });
        model.toast().subscribe(this::show);
    }

    private void show(Optional<Toast> toast) {
        stay.stop();
        setVisible(toast.isPresent());
        setManaged(toast.isPresent());
        toast.ifPresent(shown -> {
            for (Toast.Kind kind : Toast.Kind.values()) {
                pseudoClassStateChanged(ToastStyle.of(kind), kind == shown.kind());
            }
            icon.setIconLiteral(ToastStyle.icon(shown.kind()));
            text.setText(shown.text());
            boolean hasAction = shown.action().isPresent();
            action.setVisible(hasAction);
            action.setManaged(hasAction);
            shown.action().ifPresent(offered -> {
                action.setText(offered.label());
                action.setAccessibleText(Messages.format("toast.action.accessible", offered.label()));
            });
            stay.setOnFinished(_ -> model.dismiss(shown));
            stay.playFromStart();
        });
    }
}
