package org.agntos.app.shell;

import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// An entry of the navigation: icon, word and, where something waits, a count.
public final class NavButton extends ToggleButton {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final FontIcon icon = new FontIcon();
    private final Label word = new Label();
    private final Label badge = new Label();
    private final Region gap = new Region();
    private final HBox row = new HBox();
    private final VBox column = new VBox();

    public NavButton() {
        getStyleClass().add("nav-button");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setMnemonicParsing(false);
        word.textProperty().bind(textProperty());
        word.getStyleClass().add("nav-word");
        badge.getStyleClass().add("nav-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        gap.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(gap, Priority.ALWAYS);
        row.getStyleClass().add("nav-row");
        row.setAlignment(Pos.CENTER_LEFT);
        column.getStyleClass().add("nav-column");
        column.setAlignment(Pos.CENTER);
        setCompact(false);
        setCount(0);
        accessibleTextProperty().bind(textProperty());
    }

    /// A group of these always has one chosen: a second press changes nothing.
    @Override
    public void fire() {
        if (!isSelected()) {
            super.fire();
        }
    }

    public String getIcon() {
        return icon.getIconLiteral();
    }

    public void setIcon(String literal) {
        icon.setIconLiteral(literal);
    }

    public StringProperty word() {
        return textProperty();
    }

    void setCount(int count) {
        badge.setText(count > 99 ? "99+" : Integer.toString(count));
        badge.setVisible(count > 0);
        badge.setManaged(count > 0);
        accessibleTextProperty().unbind();
        setAccessibleText(count > 0 ? Messages.format("nav.waiting", getText(), count) : getText());
    }

    /// In a narrow window the word stands below the icon.
    void setCompact(boolean isCompact) {
        pseudoClassStateChanged(COMPACT, isCompact);
        row.getChildren().clear();
        column.getChildren().clear();
        if (isCompact) {
            StackPane mark = new StackPane(icon, badge);
            mark.setMaxWidth(Region.USE_PREF_SIZE);
            StackPane.setAlignment(badge, Pos.TOP_RIGHT);
            column.getChildren().addAll(mark, word);
            setGraphic(column);
        } else {
            row.getChildren().addAll(icon, word, gap, badge);
            setGraphic(row);
        }
    }
}
