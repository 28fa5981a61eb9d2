package org.agntos.app.diff;

import java.util.Collection;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// Edits highlighted text, with line numbers. Tab inserts two spaces; Ctrl+Tab and Ctrl+Shift+Tab leave the editor.
/// [#textProperty] holds the text and may be bound in both directions. JavaFX thread only.
public final class NixEditor extends StackPane {
    private static final String INDENT = "  ";

    private final CodeArea area = new CodeArea();
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final Highlighter highlighter;

    /// For Nix.
    public NixEditor() {
        this(new NixHighlighter());
    }

    public NixEditor(Highlighter highlighter) {
        this.highlighter = highlighter;
        getStyleClass().add("nix-editor");
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.setAccessibleRole(AccessibleRole.TEXT_AREA);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        area.textProperty().addListener((_, _, now) -> onTyped(now));
        text.addListener((_, _, now) -> onSet(now));
        area.focusedProperty()
                .subscribe(isFocused ->
                        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("focus-within"), isFocused));
        getChildren().add(new VirtualizedScrollPane<>(area));
    }

    public StringProperty textProperty() {
        return text;
    }

    /// Breaks long lines at the edge instead of scrolling sideways.
    public void wrapLines() {
        area.setWrapText(true);
    }

    public void setEditable(boolean isEditable) {
        area.setEditable(isEditable);
    }

    /// What the editor is called by screen readers, such as the name of the file.
    public void setName(String name) {
        area.setAccessibleText(name);
    }

    /// Forgets what Ctrl+Z could take back, as for a new file.
    public void forgetHistory() {
        area.getUndoManager().forgetHistory();
    }

    /// Puts the caret at a place and shows it. @param line from 1; @param column from 1; both are held inside the text
    public void goTo(int line, int column) {
        int paragraph = Math.clamp(line - 1L, 0, area.getParagraphs().size() - 1);
        int offset = Math.clamp(column - 1L, 0, area.getParagraphLength(paragraph));
        area.moveTo(paragraph, offset);
        area.requestFollowCaret();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    CodeArea area() {
        return area;
    }

    private void onTyped(String now) {
        if (!now.isEmpty()) {
            area.setStyleSpans(0, styles(now));
        }
        text.set(now);
    }

    private void onSet(String now) {
        if (!now.equals(area.getText())) {
            area.replaceText(now);
            area.moveTo(0);
            area.requestFollowCaret();
        }
    }

    private StyleSpans<Collection<String>> styles(String now) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        for (Span span : highlighter.spans(now)) {
            builder.add(List.of("code", span.kind().styleClass()), span.length());
        }
        return builder.create();
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() != KeyCode.TAB) {
            return;
        }
        if (event.isControlDown()) {
            leave(event.isShiftDown());
            event.consume();
        } else if (!event.isShiftDown() && !event.isAltDown() && area.isEditable()) {
            area.replaceSelection(INDENT);
            event.consume();
        }
    }

    private void leave(boolean isBackward) {
        area.requestFocusTraversal(
                isBackward ? javafx.scene.TraversalDirection.PREVIOUS : javafx.scene.TraversalDirection.NEXT);
    }
}
