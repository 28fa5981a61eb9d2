package org.agntos.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;

/// Fills a combo box with "any" and the values, and tells which is wanted.
final class FilterBox<T> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final ComboBox<Choice<T>> box;
    private final String any;
    private final Function<T, String> words;
    private final Consumer<Optional<T>> wanted;
    private boolean isFilling;

    FilterBox(ComboBox<Choice<T>> box, String any, Function<T, String> words, Consumer<Optional<T>> wanted) {
        this.box = box;
        this.any = any;
        this.words = words;
        this.wanted = wanted;
        box.setAccessibleText(any);
        box.setVisibleRowCount(12);
        box.valueProperty().subscribe(this::chosen);
    }

    void fill(List<T> values) {
        Optional<T> kept = Optional.ofNullable(box.getValue()).flatMap(Choice::value);
        List<Choice<T>> choices = new ArrayList<>();
        choices.add(new Choice<>(any, Optional.empty()));
        values.forEach(value -> choices.add(new Choice<>(words.apply(value), Optional.of(value))));
        isFilling = true;
        box.getItems().setAll(choices);
        select(kept);
        isFilling = false;
    }

    void follow(ObservableList<T> values) {
        fill(values);
        values.addListener((ListChangeListener<T>) _ -> fill(values));
    }

    /// Shows what the filter holds.
    void select(Optional<T> value) {
        box.getItems().stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .ifPresent(box::setValue);
    }

    private void chosen(Choice<T> choice) {
        box.pseudoClassStateChanged(CHOSEN, choice != null && choice.value().isPresent());
        if (!isFilling && choice != null) {
            wanted.accept(choice.value());
        }
    }
}
