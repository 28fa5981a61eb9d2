package org.agntos.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.agntos.app.changes.ApplyReports;
import org.agntos.app.changes.ChangesController;
import org.agntos.app.changes.ChangesViewModel;
import org.agntos.app.changes.ReviewState;
import org.agntos.app.changes.ReviewViewModel;
import org.agntos.app.chat.ChatController;
import org.agntos.app.chat.ChatViewModel;
import org.agntos.app.i18n.Messages;
import org.agntos.app.memory.MemoryController;
import org.agntos.app.memory.MemoryViewModel;
import org.agntos.app.platform.Threads;
import org.agntos.app.resident.ActivityViewModel;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellController;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.timeline.TimelineController;
import org.agntos.app.timeline.TimelineViewModel;
import org.agntos.core.CoreComposition;
import org.agntos.core.model.Models;

/// Wires the window: the one place that knows every screen and the whole core.
final class Composition implements AutoCloseable {
    private final CoreComposition core;
    private final ShellViewModel shell;
    private final Threads threads;
    private final Clock clock;
    private final List<Runnable> closers = new ArrayList<>();
    private ObservableValue<ReviewState> reviewState = new SimpleObjectProperty<>(new ReviewState.Nothing());
    private ObservableValue<Boolean> chatBusy = new SimpleBooleanProperty();

    /// @param clock of the person's time zone
    Composition(CoreComposition core, ShellViewModel shell, Threads threads, Clock clock) {
        this.core = core;
        this.shell = shell;
        this.threads = threads;
        this.clock = clock;
    }

    /// Makes those parts of the core that touch the disk; not for the JavaFX thread.
    void warmUp() {
        core.machine();
        core.proposals();
        core.conversations();
    }

    /// Puts the screens into the frame and asks `request`. On the JavaFX thread.
    void fill(ShellController frame, Optional<String> request) {
        ReviewViewModel review = new ReviewViewModel(
                core.proposals(), core.submitChange(), core.auditLog(), new ApplyReports(shell, shell, shell), threads);
        ChangesViewModel changes = new ChangesViewModel(core.proposals(), review, threads);
        closers.add(changes::close);
        reviewState = review.state();
        ChatViewModel chat = new ChatViewModel(core.conversations(), core.proposals(), shell, threads);
        closers.add(chat::close);
        TimelineViewModel timeline =
                new TimelineViewModel(core.auditLog(), core.machine()::generations, threads, clock, shell);
        closers.add(timeline::close);
        MemoryViewModel memory = new MemoryViewModel(core.memory(), threads);
        closers.add(memory::close);
        chatBusy = chat.busy();
        shell.onArrival(chat::arrive);
        shell.onArrival(changes::arrive);
        shell.onArrival(destination -> {
            if (destination instanceof Destination.TimelineEntry(String entry)) {
                timeline.open(entry);
            }
        });
        changes.openCount().subscribe(count -> shell.setOpenChanges(count.intValue()));
        shell.setMachine(core.machine().kind(), core.machine().describe());
        frame.add(Place.CHANGES, () -> new ChangesController(changes, clock));
        frame.add(Place.TIMELINE, () -> new TimelineController(timeline));
        frame.add(Place.MEMORY, () -> new MemoryController(memory));
        frame.add(
                Place.CHAT,
                () -> new ChatController(
                        chat,
                        Messages.format(
                                "chat.planner",
                                core.models().models().forTask(Models.Task.CHAT).displayName())));
        request.ifPresentOrElse(words -> shell.go(new Destination.Ask(words)), chat::resumeLast);
    }

    CoreComposition core() {
        return core;
    }

    ShellViewModel shell() {
        return shell;
    }

    Clock clock() {
        return clock;
    }

    Threads threads() {
        return threads;
    }

    /// What the review shows; of the screens, once they are there.
    ObservableValue<ReviewState> reviewState() {
        return reviewState;
    }

    /// What goes on in the screens that [#fill] made. @param isLookedAt whether the person is in the window
    ActivityViewModel activity(BooleanSupplier isLookedAt) {
        ObservableValue<Boolean> applying =
                reviewState.flatMap(state -> state instanceof ReviewState.Applying(var apply)
                        ? apply.over().map(isOver -> !isOver)
                        : new SimpleBooleanProperty());
        ActivityViewModel.Sources sources = new ActivityViewModel.Sources(
                shell.openChanges(), List.of(chatBusy, applying), shell.error().map(Optional::isPresent));
        return new ActivityViewModel(sources, core.auditLog(), isLookedAt, threads);
    }

    @Override
    public void close() {
        closers.reversed().forEach(Runnable::run);
        core.close();
    }
}
