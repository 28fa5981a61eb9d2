package org.agntos.app.launcher;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line of results; made once and filled anew at each key.
final class ResultRow extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final FontIcon icon = new FontIcon("fth-search");
    private final Label title = new Label();
    private final Label detail = new Label();
    private final Label kind = new Label();

    ResultRow() {
        getStyleClass().add("launcher-row");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        title.getStyleClass().add("launcher-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        detail.getStyleClass().add("launcher-detail");
        HBox.setHgrow(detail, Priority.ALWAYS);
        detail.setMaxWidth(Double.MAX_VALUE);
        detail.setMinWidth(0);
        kind.getStyleClass().add("launcher-kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(icon, title, detail, kind);
    }

    void show(LauncherItem item, boolean isSelected) {
        icon.setIconLiteral(icon(item.kind()));
        title.setMaxWidth(title(item) ? Region.USE_PREF_SIZE : LauncherWindow.WIDTH - 200);
        title.setMinWidth(title(item) ? Region.USE_PREF_SIZE : 0);
        title.setText(item.title());
        detail.setText(item.detail().lines().findFirst().orElse(""));
        kind.setText(kind(item.kind()));
        pseudoClassStateChanged(SELECTED, isSelected);
        setAccessibleText(Messages.format("launcher.row", kind.getText(), item.title(), detail.getText()));
    }

    /// Names are short enough to be shown whole; summaries and requests may not be.
    private static boolean title(LauncherItem item) {
        return item.title().length() <= 40;
    }

    private static String icon(LauncherItem.Kind kind) {
        return switch (kind) {
            case CALCULATION -> "fth-hash";
            case COMMAND -> "fth-chevron-right";
            case PACKAGE -> "fth-package";
            case OPTION -> "fth-sliders";
            case CHANGE -> "fth-clock";
            case SESSION -> "fth-message-circle";
            case SKILL -> "fth-zap";
            case ASK -> "fth-corner-down-left";
        };
    }

    private static String kind(LauncherItem.Kind kind) {
        return switch (kind) {
            case CALCULATION -> Messages.text("launcher.kind.calculation");
            case COMMAND -> Messages.text("launcher.kind.command");
            case PACKAGE -> Messages.text("launcher.kind.package");
            case OPTION -> Messages.text("launcher.kind.option");
            case CHANGE -> Messages.text("launcher.kind.change");
            case SESSION -> Messages.text("launcher.kind.session");
            case SKILL -> Messages.text("launcher.kind.skill");
            case ASK -> Messages.text("launcher.kind.ask");
        };
    }
}
