package org.agntos.app.diff;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Line numbers, sign and code of one side, or of both where they are laid out as one.
final class CodeSide extends HBox {
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final PseudoClass ABSENT = PseudoClass.getPseudoClass("absent");

    private static final int FEWEST_DIGITS = 2;
    private static final int MOST_DIGITS = 6;

    private final List<Label> numbers;
    private final Label sign = new Label();
    private final CodeFlow code = new CodeFlow();

    /// @param columns how many line numbers stand before the code
    CodeSide(int columns) {
        getStyleClass().add("diff-side");
        numbers = java.util.stream.Stream.generate(CodeSide::numberLabel)
                .limit(columns)
                .toList();
        sign.getStyleClass().add("diff-sign");
        sign.setMinWidth(USE_PREF_SIZE);
        setHgrow(code, Priority.ALWAYS);
        getChildren().addAll(numbers);
        getChildren().addAll(sign, code);
        setMinWidth(0);
    }

    private static Label numberLabel() {
        Label label = new Label();
        label.getStyleClass().add("diff-number");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    /// Makes room for the longest line number.
    void setDigits(int digits) {
        String wanted = "digits-" + Math.clamp(digits, FEWEST_DIGITS, MOST_DIGITS);
        for (Label number : numbers) {
            if (!number.getStyleClass().getLast().equals(wanted)) {
                number.getStyleClass().setAll("label", "diff-number", wanted);
            }
        }
    }

    /// @param shownNumbers one text a column, empty for none
    void show(DiffRow.Change change, List<String> shownNumbers, List<Segment> segments) {
        for (int i = 0; i < numbers.size(); i++) {
            numbers.get(i).setText(shownNumbers.get(i));
        }
        sign.setText(
                switch (change) {
                    case SAME, REPLACED -> " ";
                    case ADDED -> "+";
                    case REMOVED -> "−";
                });
        code.show(segments);
        pseudoClassStateChanged(ADDED, change == DiffRow.Change.ADDED);
        pseudoClassStateChanged(REMOVED, change == DiffRow.Change.REMOVED);
        pseudoClassStateChanged(ABSENT, false);
    }

    /// Nothing stands on this side.
    void showAbsent() {
        show(DiffRow.Change.SAME, numbers.stream().map(_ -> "").toList(), List.of());
        pseudoClassStateChanged(ABSENT, true);
    }
}
