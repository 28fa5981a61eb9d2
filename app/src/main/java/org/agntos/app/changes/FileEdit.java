package org.agntos.app.changes;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;

/// A file of a proposal while a person edits it.
public final class FileEdit {
    private final TreePath path;
    private final String original;
    private final StringProperty text;

    FileEdit(FileDiff diff) {
        this.path = diff.path();
        this.original = diff.after() == null ? "" : diff.after();
        this.text = new SimpleStringProperty(original);
    }

    public TreePath path() {
        return path;
    }

    public StringProperty text() {
        return text;
    }

    public boolean isChanged() {
        return !text.get().equals(original);
    }
}
