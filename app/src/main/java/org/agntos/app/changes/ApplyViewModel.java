package org.agntos.app.changes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.agntos.app.platform.Stream;
import org.agntos.app.platform.Threads;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;

/// One transaction on its way: the helper's steps, its log, and the wish to cancel. On the `ui` thread; events come in
/// once a frame.
public final class ApplyViewModel {
    /// More lines than this are cut off at the start of the log shown; the helper's own log has them.
    static final int MOST_LINES = 2000;

    /// How a step stands.
    public enum StepState {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private final Review review;
    private final SubmitChange submit;
    private final Threads threads;
    private final Cancellation cancellation = new Cancellation();
    private final ObservableMap<Step, StepState> steps = FXCollections.observableMap(new EnumMap<>(Step.class));
    private final ObservableList<String> log = FXCollections.observableArrayList();
    // Kept, because such a view hears of changes only as long as someone holds it.
    private final ObservableMap<Step, StepState> stepsView = FXCollections.unmodifiableObservableMap(steps);
    private final ObservableList<String> logView = FXCollections.unmodifiableObservableList(log);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyBooleanWrapper cancellable = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper over = new ReadOnlyBooleanWrapper();
    private boolean hasFailed;
    private boolean hasSucceeded;

    ApplyViewModel(Review review, SubmitChange submit, Threads threads) {
        this.review = review;
        this.submit = submit;
        this.threads = threads;
        Step.usual().forEach(step -> steps.put(step, StepState.WAITING));
    }

    public String title() {
        return review.title();
    }

    /// The steps in order; [Step#RESTORE] is there only if it happened.
    public ObservableMap<Step, StepState> steps() {
        return stepsView;
    }

    public ObservableList<String> log() {
        return logView;
    }

    /// From 0 to 1, negative while it is not known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// True until activation begins or the person has cancelled.
    public ReadOnlyBooleanProperty cancellable() {
        return cancellable.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty over() {
        return over.getReadOnlyProperty();
    }

    public boolean isOver() {
        return over.get();
    }

    /// True if it is over and nothing was applied because of an error, so that the log is worth reading.
    public boolean hasFailed() {
        return hasFailed;
    }

    /// True if it is over and was done.
    public boolean hasSucceeded() {
        return hasSucceeded;
    }

    /// Asks to stop; before activation every byte is put back.
    public void cancel() {
        if (cancellable.get()) {
            cancellable.set(false);
            threads.background().execute(cancellation::cancel);
        }
    }

    void start(Consumer<SubmitChange.Outcome> whenOver) {
        Stream<HelperEvent> events = new Stream<>(threads.frame(), this::apply);
        threads.background().execute(() -> {
            SubmitChange.Outcome outcome = submit(events::send);
            threads.frame().execute(() -> finish(outcome, whenOver));
        });
    }

    private SubmitChange.Outcome submit(Consumer<HelperEvent> events) {
        return switch (review.target()) {
            case Target.OfProposal(var id) -> submit.apply(id, review.digest(), cancellation, events);
            case Target.OfUndo(String entryId) -> submit.undo(entryId, review.digest(), cancellation, events);
            case Target.OfRollback(int generation) ->
                submit.rollBack(generation, review.digest(), cancellation, events);
        };
    }

    private void apply(List<HelperEvent> batch) {
        List<String> lines = new ArrayList<>();
        for (HelperEvent event : batch) {
            switch (event) {
                case HelperEvent.Hello _ -> {}
                case HelperEvent.PhaseStarted(Phase phase) -> begin(Step.of(phase));
                case HelperEvent.Log(String line) -> lines.add(line);
                case HelperEvent.Progress(Phase _, HelperEvent.Unit _, long done, long total) ->
                    progress.set((double) done / total);
                case HelperEvent.Done _ -> {}
                case HelperEvent.Failed failed -> {
                    lines.add(failed.message());
                    lines.addAll(failed.problems());
                }
            }
        }
        log.addAll(lines);
        if (log.size() > MOST_LINES) {
            log.remove(0, log.size() - MOST_LINES);
        }
    }

    private void begin(Step step) {
        if (steps.get(step) == StepState.RUNNING) {
            return;
        }
        end(step == Step.RESTORE ? StepState.FAILED : StepState.DONE);
        steps.put(step, StepState.RUNNING);
        progress.set(-1);
        if (step.compareTo(Step.ACTIVATE) >= 0) {
            cancellable.set(false);
        }
    }

    private void end(StepState how) {
        Map.copyOf(steps).forEach((step, state) -> {
            if (state == StepState.RUNNING) {
                steps.put(step, how);
            }
        });
    }

    private void finish(SubmitChange.Outcome outcome, Consumer<SubmitChange.Outcome> whenOver) {
        cancellable.set(false);
        hasFailed = switch (outcome) {
            case SubmitChange.Outcome.Done _,
                    SubmitChange.Outcome.Cancelled _,
                    SubmitChange.Outcome.NotStarted(Obstacle.Dismissed _) -> false;
            case SubmitChange.Outcome.Failed _,
                    SubmitChange.Outcome.NotSubmitted _,
                    SubmitChange.Outcome.NotStarted _,
                    SubmitChange.Outcome.HelperLost _ -> true;
        };
        hasSucceeded = outcome instanceof SubmitChange.Outcome.Done;
        boolean wasRestored = steps.containsKey(Step.RESTORE);
        end(hasFailed && !wasRestored ? StepState.FAILED : StepState.DONE);
        progress.set(1);
        over.set(true);
        whenOver.accept(outcome);
    }
}
