package org.agntos.app;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.fx.FrameExecutor;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.resident.WindowMemory;
import org.agntos.app.settings.Preferences;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.ErrorReport;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellController;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.CoreComposition;
import org.agntos.core.machine.MachineKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JavaFX application: shows the frame first, opens the core in the background, then lets [Composition] fill the
/// frame.
public final class AgntosApp extends Application {
    private @Nullable Composition composition;
    private @Nullable Residence residence;

    @Override
    public void start(Stage stage) {
        // Main has refused what cannot be parsed. No `switch`: its first use costs milliseconds of the start.
        LaunchOptions.Parsed parsed =
                LaunchOptions.parse(getParameters().getRaw().toArray(String[]::new));
        LaunchOptions options =
                parsed instanceof LaunchOptions.Parsed.Options(LaunchOptions good) ? good : LaunchOptions.usual();
        Folders folders = Folders.of(System.getenv());
        Preferences preferences = Preferences.in(folders);
        WindowMemory memory = WindowMemory.in(folders);
        ShellViewModel model =
                new ShellViewModel(options.theme().or(preferences::theme).orElse(Theme.SYSTEM));
        // The theme comes before the first control, which would else load JavaFX's own theme, only to lose it again.
        Scene scene = new Scene(new Group(), memory.width(), memory.height());
        ThemeSwitch theme = new ThemeSwitch(scene);
        model.theme().subscribe(theme::apply);
        ShellController shell = new ShellController(model);
        scene.setRoot(shell.root());
        stage.setScene(scene);
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setTitle(Messages.text("app.title"));
        model.machineKind()
                .subscribe(kind -> kind.filter(MachineKind.PRACTICE::equals)
                        .ifPresent(_ -> stage.setTitle(Messages.text("app.title.practice"))));
        stage.setMaximized(memory.isMaximized());
        if (options.opening() == LaunchOptions.Opening.WINDOW) {
            stage.show();
            Trial.shown(scene);
        } else {
            FxExecutor.stayWithoutWindows();
        }
        // After the window is there: a picture takes milliseconds to decode, and the title bar can wait for it.
        stage.getIcons()
                .add(new Image(
                        Objects.requireNonNull(getClass().getResource("icon.png"), "the icon is packed with the app")
                                .toExternalForm(),
                        true));
        // What goes wrong is shown, also where no window was wanted yet.
        model.error().subscribe(error -> {
            if (error.isPresent() && residence == null && !stage.isShowing()) {
                stage.show();
            }
        });
        open(model, shell, made -> new Residence.Parts(stage, made, memory, preferences, options, shell));
    }

    private void open(ShellViewModel model, ShellController shell, Function<Composition, Residence.Parts> parts) {
        Executor ui = new FxExecutor();
        Thread.UncaughtExceptionHandler handler = (_, error) -> ui.execute(() -> report(model, error));
        Thread.setDefaultUncaughtExceptionHandler(handler);
        Threads threads = new Threads(
                ui,
                new FrameExecutor(ui),
                task -> Thread.ofVirtual()
                        .name("app")
                        .uncaughtExceptionHandler(handler)
                        .start(task));
        threads.background().execute(() -> {
            CoreComposition core = CoreComposition.of(System.getenv());
            Composition made = new Composition(core, model, threads, Clock.system(ZoneId.systemDefault()));
            made.warmUp();
            ui.execute(() -> {
                composition = made;
                fill(shell, parts.apply(made));
            });
            core.machineCatalogue().refreshInBackground();
        });
    }

    /// Fills the frame; what makes the program stay comes two frames later, when the first screen is drawn.
    private void fill(ShellController shell, Residence.Parts parts) {
        LaunchOptions options = parts.options();
        if (options.request().isEmpty()) {
            parts.memory()
                    .place()
                    .flatMap(Place::parse)
                    .map(Destination.Screen::new)
                    .ifPresent(parts.shell()::go);
        }
        parts.composition().fill(shell, options.request());
        Trial.filled(parts.stage().getScene(), parts.shell());
        Executor frame = parts.threads().frame();
        frame.execute(() -> frame.execute(() -> stay(parts)));
    }

    private void stay(Residence.Parts parts) {
        Residence made = new Residence(parts);
        residence = made;
        if (!made.start() && parts.options().opening() != LaunchOptions.Opening.WINDOW) {
            System.err.println("agntos: there is no session bus, so nothing could ever show the window."
                    + " Start it without --background or --toggle.");
            FxExecutor.exit();
        }
    }

    @Override
    public void stop() {
        if (residence != null) {
            residence.close();
        }
        if (composition != null) {
            composition.close();
        }
    }

    /// An error nobody expected, from any thread: it is logged here, once, and shown with its code.
    private static void report(ShellViewModel model, Throwable error) {
        String code = ErrorReport.codeOf(error);
        LoggerHolder.LOG.error("unexpected error {}", code, error);
        List<String> details = error.getStackTrace().length == 0
                ? List.of(error.toString())
                : List.of(error.toString(), "at " + error.getStackTrace()[0]);
        model.show(new ErrorReport(
                Messages.text("bug.title"),
                Messages.format("bug.happened", error.toString()),
                Messages.text("bug.kept"),
                Messages.text("bug.next"),
                code,
                details,
                Optional.empty()));
    }

    /// The logging backend is loaded when there is something to log, not at the start.
    private static final class LoggerHolder {
        static final Logger LOG = LoggerFactory.getLogger(AgntosApp.class);
    }
}
