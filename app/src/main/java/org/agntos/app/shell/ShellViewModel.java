package org.agntos.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.agntos.app.theme.Theme;
import org.agntos.core.machine.MachineKind;

/// What the frame shows: the place, the badge, the toast, the error. On the `ui` thread only.
public final class ShellViewModel implements Navigation, Toasts, ErrorReports {
    private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.CHAT);
    private final ReadOnlyIntegerWrapper openChanges = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper machine = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<MachineKind>> machineKind =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Toast>> toast = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ErrorReport>> error = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty shortcutsShown = new SimpleBooleanProperty();
    private final ObjectProperty<Theme> theme;
    private final List<Consumer<Destination>> arrivals = new ArrayList<>();
    private Runnable quit = () -> {};

    public ShellViewModel(Theme theme) {
        this.theme = new SimpleObjectProperty<>(theme);
    }

    /// Calls `listener` before the place changes, so that the screen is ready when it shows.
    public void onArrival(Consumer<Destination> listener) {
        arrivals.add(listener);
    }

    @Override
    public void go(Destination destination) {
        error.set(Optional.empty());
        shortcutsShown.set(false);
        arrivals.forEach(listener -> listener.accept(destination));
        place.set(destination.place());
    }

    @Override
    public void show(Toast next) {
        toast.set(Optional.of(next));
    }

    @Override
    public void show(ErrorReport report) {
        error.set(Optional.of(report));
    }

    /// Takes the toast away if it is still this one.
    public void dismiss(Toast shown) {
        if (toast.get().filter(shown::equals).isPresent()) {
            toast.set(Optional.empty());
        }
    }

    /// Does what the toast offers and takes it away; false if there is nothing on offer.
    public boolean runToastAction() {
        Optional<Toast.Action> action = toast.get().flatMap(Toast::action);
        action.ifPresent(offered -> {
            toast.set(Optional.empty());
            offered.run().run();
        });
        return action.isPresent();
    }

    public void closeError() {
        error.set(Optional.empty());
    }

    /// Closes the error view and tries again.
    public void retryError() {
        Optional<Runnable> retry = error.get().flatMap(ErrorReport::retry);
        error.set(Optional.empty());
        retry.ifPresent(Runnable::run);
    }

    /// Esc: closes what lies over the screen; false if there is nothing.
    public boolean closeOverlay() {
        if (error.get().isPresent()) {
            closeError();
            return true;
        }
        if (shortcutsShown.get()) {
            shortcutsShown.set(false);
            return true;
        }
        return false;
    }

    public void cycleTheme() {
        theme.set(theme.get().next());
    }

    /// Calls `action` when the person wants the program to end, not only its window.
    public void onQuit(Runnable action) {
        quit = action;
    }

    public void quit() {
        quit.run();
    }

    public void setOpenChanges(int count) {
        openChanges.set(count);
    }

    public void setMachine(MachineKind kind, String description) {
        machine.set(description);
        machineKind.set(Optional.of(kind));
    }

    public ReadOnlyObjectProperty<Place> place() {
        return place.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty openChanges() {
        return openChanges.getReadOnlyProperty();
    }

    /// Empty until it is known.
    public ReadOnlyObjectProperty<Optional<MachineKind>> machineKind() {
        return machineKind.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty machine() {
        return machine.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Toast>> toast() {
        return toast.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<ErrorReport>> error() {
        return error.getReadOnlyProperty();
    }

    public BooleanProperty shortcutsShown() {
        return shortcutsShown;
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }
}
