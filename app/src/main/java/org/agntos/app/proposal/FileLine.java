package org.agntos.app.proposal;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;
import org.kordamp.ikonli.javafx.FontIcon;

/// A file of a change: what happens to it, and its path.
public final class FileLine extends HBox {
    /// What happens to a file.
    public enum Kind {
        NEW,
        CHANGED,
        DELETED;

        /// @param path one of `files`
        public static Kind of(FileChanges files, TreePath path) {
            if (files.deletes().contains(path)) {
                return DELETED;
            }
            boolean replaces =
                    files.base().containsKey(path) && files.base().get(path).isPresent();
            return replaces ? CHANGED : NEW;
        }
    }

    public FileLine(Kind kind, TreePath path) {
        this(kind, plain(path));
    }

    /// @param name shows the path, perhaps as a link
    public FileLine(Kind kind, Labeled name) {
        getStyleClass().add("file-line");
        setAlignment(Pos.CENTER_LEFT);
        Label word = new Label(word(kind));
        word.getStyleClass().addAll("caption", "muted");
        word.setMinWidth(Region.USE_PREF_SIZE);
        name.setMinWidth(0);
        getChildren().addAll(new FontIcon(icon(kind)), name, word);
        tone(kind).mark(this);
    }

    private static Label plain(TreePath path) {
        Label name = new Label(path.value());
        name.getStyleClass().add("mono");
        return name;
    }

    public static String icon(Kind kind) {
        return switch (kind) {
            case NEW -> "fth-file-plus";
            case CHANGED -> "fth-edit-3";
            case DELETED -> "fth-file-minus";
        };
    }

    public static String word(Kind kind) {
        return switch (kind) {
            case NEW -> Messages.text("file.new");
            case CHANGED -> Messages.text("file.changed");
            case DELETED -> Messages.text("file.deleted");
        };
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case NEW -> Tone.GOOD;
            case CHANGED -> Tone.QUIET;
            case DELETED -> Tone.BAD;
        };
    }
}
