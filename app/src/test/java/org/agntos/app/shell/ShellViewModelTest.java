package org.agntos.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.app.theme.Theme;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {
    private final ShellViewModel model = new ShellViewModel(Theme.SYSTEM);

    private static ErrorReport report(Optional<Runnable> retry) {
        return new ErrorReport("t", "happened", "kept", "next", "E-1", List.of("line"), retry);
    }

    @Test
    void screensHearOfAPlaceBeforeItShows() {
        List<Place> placesAtArrival = new ArrayList<>();
        model.onArrival(_ -> placesAtArrival.add(model.place().get()));

        model.go(new Destination.ReviewUndo("a-1"));

        assertThat(placesAtArrival).containsExactly(Place.CHAT);
        assertThat(model.place().get()).isEqualTo(Place.CHANGES);
    }

    @Test
    void aToastsActionRunsOnceAndTakesItAway() {
        List<String> ran = new ArrayList<>();
        model.show(Toast.success("Applied").withAction("Undo", () -> ran.add("undo")));

        assertThat(model.runToastAction()).isTrue();
        assertThat(model.runToastAction()).isFalse();
        assertThat(ran).containsExactly("undo");
    }

    @Test
    void anOldToastDoesNotTakeANewOneAway() {
        Toast old = Toast.info("old");
        Toast young = Toast.info("young");
        model.show(old);
        model.show(young);

        model.dismiss(old);

        assertThat(model.toast().get()).contains(young);
    }

    @Test
    void escapeClosesTheUppermostThing() {
        model.shortcutsShown().set(true);
        model.show(report(Optional.empty()));

        assertThat(model.closeOverlay()).isTrue();
        assertThat(model.error().get()).isEmpty();
        assertThat(model.shortcutsShown().get()).isTrue();
        assertThat(model.closeOverlay()).isTrue();
        assertThat(model.closeOverlay()).isFalse();
    }

    @Test
    void tryingAgainClosesTheErrorFirst() {
        List<Boolean> wasClosed = new ArrayList<>();
        model.show(report(Optional.of(() -> wasClosed.add(model.error().get().isEmpty()))));

        model.retryError();

        assertThat(wasClosed).containsExactly(true);
    }

    @Test
    void theSameCauseHasTheSameCode() {
        Exception inner = new IllegalStateException("one");
        assertThat(ErrorReport.codeOf(new RuntimeException("outer", inner)))
                .isEqualTo(ErrorReport.codeOf(inner))
                .matches("E-[0-9A-F]{6}");
    }

    @Test
    void theThemeGoesRound() {
        model.cycleTheme();
        model.cycleTheme();
        model.cycleTheme();

        assertThat(model.theme().get()).isEqualTo(Theme.SYSTEM);
    }
}
