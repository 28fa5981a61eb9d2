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
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// An entry of the navigation: icon, word and, where something waits, a count.
public final class NavButton extends ToggleButton {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final FontIcon icon = new FontIcon();
    private final Label word = new Label();
    private final Label badge = new Label();

    public NavButton() {
        getStyleClass().add("nav-button");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setMnemonicParsing(false);
        word.textProperty().bind(textProperty());
        word.getStyleClass().add("nav-word");
        badge.getStyleClass().add("nav-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(icon, word, gap, badge);
        row.getStyleClass().add("nav-row");
        row.setAlignment(Pos.CENTER_LEFT);
        setGraphic(row);
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

    void setCompact(boolean isCompact) {
        pseudoClassStateChanged(COMPACT, isCompact);
        word.setVisible(!isCompact);
        word.setManaged(!isCompact);
    }
}
