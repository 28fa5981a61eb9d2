package org.agntos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agntos.app.i18n.Messages;
import org.agntos.app.launcher.CalculatorSource;
import org.agntos.app.launcher.CatalogueSource;
import org.agntos.app.launcher.ChangeSource;
import org.agntos.app.launcher.CommandSource;
import org.agntos.app.launcher.CommandSource.Command;
import org.agntos.app.launcher.LauncherAct;
import org.agntos.app.launcher.LauncherViewModel;
import org.agntos.app.launcher.LauncherWindow;
import org.agntos.app.launcher.SessionSource;
import org.agntos.app.resident.ActivityViewModel;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.CoreComposition;

/// Wires the launcher to the core and to the window. JavaFX thread only.
final class LauncherParts implements AutoCloseable {
    private final ShellViewModel shell;
    private final ActivityViewModel activity;
    private final ChangeSource changes;
    private final LauncherViewModel model;
    private volatile List<Command> commands = List.of();

    LauncherParts(Composition composition, ActivityViewModel activity) {
        this.shell = composition.shell();
        this.activity = activity;
        CoreComposition core = composition.core();
        changes = new ChangeSource(core.auditLog(), composition.clock());
        model = new LauncherViewModel(
                List.of(
                        new CalculatorSource(),
                        new CommandSource(() -> commands),
                        new CatalogueSource(() -> core.catalogue().search()),
                        changes,
                        new SessionSource(core.conversations(), composition.clock())),
                () -> core.machineCatalogue().isBuilding(),
                composition.threads());
        activity.pending().subscribe(this::renewCommands);
        activity.lastChange().subscribe(this::renewCommands);
        activity.paused().subscribe(this::renewCommands);
    }

    LauncherViewModel model() {
        return model;
    }

    /// @param perform does what is chosen
    LauncherWindow window(Consumer<LauncherAct> perform) {
        model.onPerform(perform);
        LauncherWindow window = new LauncherWindow(model);
        ThemeSwitch theme = new ThemeSwitch(window.scene());
        shell.theme().subscribe(theme::apply);
        return window;
    }

    private void renewCommands() {
        List<Command> all = new ArrayList<>();
        int waiting = activity.pending().get();
        if (waiting > 0) {
            all.add(new Command(
                    Messages.format("launcher.command.waiting", waiting),
                    Messages.text("launcher.command.changes.words"),
                    true,
                    go(Place.CHANGES)));
        }
        all.add(new Command(
                Messages.text("launcher.command.new-chat"),
                Messages.text("launcher.command.new-chat.words"),
                true,
                new LauncherAct.Go(new Destination.NewChat())));
        activity.lastChange()
                .get()
                .ifPresent(last -> all.add(new Command(
                        Messages.format("launcher.command.undo", last.summary()),
                        Messages.text("launcher.command.undo.words"),
                        true,
                        new LauncherAct.Go(new Destination.ReviewUndo(last.entryId())))));
        all.addAll(places());
        boolean isPaused = activity.paused().get();
        all.add(new Command(
                isPaused ? Messages.text("launcher.command.resume") : Messages.text("launcher.command.pause"),
                Messages.text("launcher.command.pause.words"),
                isPaused,
                new LauncherAct.Run(() -> activity.paused().set(!isPaused))));
        all.add(new Command(
                Messages.text("launcher.command.theme"),
                Messages.text("launcher.command.theme.words"),
                false,
                new LauncherAct.Run(shell::cycleTheme)));
        all.add(new Command(
                Messages.text("launcher.command.quit"),
                Messages.text("launcher.command.quit.words"),
                false,
                new LauncherAct.Run(shell::quit)));
        commands = List.copyOf(all);
    }

    private static List<Command> places() {
        return List.of(
                new Command(
                        Messages.text("launcher.command.chat"),
                        Messages.text("launcher.command.chat.words"),
                        true,
                        go(Place.CHAT)),
                new Command(
                        Messages.text("launcher.command.changes"),
                        Messages.text("launcher.command.changes.words"),
                        false,
                        go(Place.CHANGES)),
                new Command(
                        Messages.text("launcher.command.timeline"),
                        Messages.text("launcher.command.timeline.words"),
                        true,
                        go(Place.TIMELINE)),
                new Command(
                        Messages.text("launcher.command.memory"),
                        Messages.text("launcher.command.memory.words"),
                        false,
                        go(Place.MEMORY)),
                new Command(
                        Messages.text("launcher.command.settings"),
                        Messages.text("launcher.command.settings.words"),
                        true,
                        go(Place.SETTINGS)));
    }

    private static LauncherAct go(Place place) {
        return new LauncherAct.Go(new Destination.Screen(place));
    }

    @Override
    public void close() {
        changes.close();
    }
}
