package org.agntos.app.changes;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// One finding: where it is, what it means, what to do, and behind a button all that Nix said.
final class FindingPane extends VBox {
    /// @param showFile goes to a file of the change; @param useFix puts a fix into the change
    FindingPane(Problem problem, Consumer<TreePath> showFile, Consumer<Fix> useFix) {
        getStyleClass().add("problem");
        place(problem, showFile);
        if (!problem.explanation().isEmpty()) {
            getChildren().add(wrapped(problem.explanation()));
        }
        if (!problem.message().equals(problem.explanation())) {
            Label message = wrapped(problem.message());
            message.getStyleClass().addAll("mono", "muted");
            getChildren().add(message);
        }
        if (!problem.suggestions().isEmpty()) {
            Label suggestions =
                    wrapped(Messages.format("review.suggestions", String.join(", ", problem.suggestions())));
            suggestions.getStyleClass().add("strong");
            getChildren().add(suggestions);
        }
        fix(problem.fix(), useFix);
        trace(problem.trace());
    }

    private void place(Problem problem, Consumer<TreePath> showFile) {
        String place = problem.file();
        if (place == null) {
            return;
        }
        String at = problem.line() > 0
                ? Messages.format("review.problem.at", place, problem.line(), problem.column())
                : place;
        Hyperlink link = new Hyperlink(at);
        link.getStyleClass().addAll("mono", "problem-place");
        link.setOnAction(_ -> TreePath.parse(place).ifPresent(showFile));
        getChildren().add(link);
    }

    private void fix(@Nullable Fix fix, Consumer<Fix> useFix) {
        if (fix == null) {
            return;
        }
        Label label = wrapped(fix.label());
        getChildren().add(label);
        if (fix.isChange()) {
            Button use = new Button(Messages.text("review.fix"));
            use.setId("review-fix");
            use.getStyleClass().add("small");
            use.setAccessibleText(Messages.format("review.fix.accessible", fix.label()));
            use.setOnAction(_ -> useFix.accept(fix));
            getChildren().add(new HBox(use));
        }
    }

    private void trace(String trace) {
        if (trace.isEmpty()) {
            return;
        }
        ToggleButton more = new ToggleButton(Messages.text("review.trace"));
        more.setId("review-trace");
        more.getStyleClass().addAll("flat", "small");
        Label words = wrapped(trace);
        words.getStyleClass().addAll("mono", "muted");
        words.visibleProperty().bind(more.selectedProperty());
        words.managedProperty().bind(more.selectedProperty());
        getChildren().addAll(new HBox(more), words);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
