package org.agntos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.agntos.app.i18n.Messages;
import org.agntos.app.launcher.LauncherAct;
import org.agntos.app.launcher.LauncherWindow;
import org.agntos.app.platform.Autostart;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.Assistant1;
import org.agntos.app.platform.dbus.AssistantCalls;
import org.agntos.app.platform.dbus.AssistantName;
import org.agntos.app.platform.dbus.Notices;
import org.agntos.app.platform.dbus.ProposalLine;
import org.agntos.app.platform.dbus.SessionBus;
import org.agntos.app.platform.dbus.SessionBusAddress;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.platform.hotkey.BindingWriter;
import org.agntos.app.platform.hotkey.Hotkey;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.agntos.app.platform.tray.Tray;
import org.agntos.app.resident.ActivityViewModel;
import org.agntos.app.resident.MainWindow;
import org.agntos.app.resident.SymbolicIcons;
import org.agntos.app.resident.TrayPresenter;
import org.agntos.app.resident.WindowMemory;
import org.agntos.app.settings.Preferences;
import org.agntos.app.settings.SettingsController;
import org.agntos.app.settings.SettingsViewModel;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellController;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.shell.Toast;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.jspecify.annotations.Nullable;

/// The program as something that stays in the session: wires the bus, the tray, the key and the launcher, after the
/// first screen is there. JavaFX thread, but for the calls of the bus.
final class Residence implements AssistantCalls, AutoCloseable {
    private static final int PATIENCE_MILLIS = 8000;
    private static final int WARM_UP_MILLIS = 800;

    private final Parts parts;
    private final ActivityViewModel activity;
    private final MainWindow window;
    private final List<Runnable> closers = new ArrayList<>();
    private volatile Status status = new Status("idle", 0, "", false, false, "none");
    private @Nullable SessionBus bus;
    private @Nullable Tray tray;
    private @Nullable LauncherWindow launcher;
    private final SettingsViewModel settings;
    private final Hotkey hotkey;

    /// What it is wired to.
    record Parts(
            Stage stage,
            Composition composition,
            WindowMemory memory,
            Preferences preferences,
            LaunchOptions options,
            ShellController frame) {
        /// How this program is called from elsewhere.
        String program() {
            return System.getProperty("agntos.program", "agntos");
        }

        SettingsViewModel settings() {
            Folders folders = Folders.of(core().environment());
            return new SettingsViewModel(
                    preferences,
                    new Autostart(Objects.requireNonNull(folders.config().getParent(), "never the root"), program()),
                    new BindingWriter(core().processes(), core().environment()),
                    shell().theme(),
                    threads());
        }

        ShellViewModel shell() {
            return composition.shell();
        }

        CoreComposition core() {
            return composition.core();
        }

        Threads threads() {
            return composition.threads();
        }
    }

    Residence(Parts parts) {
        this.parts = parts;
        this.window = new MainWindow(parts.stage(), this::hasWayBack, this::hidden);
        this.activity = parts.composition().activity(window::isUsed);
        this.settings = parts.settings();
        this.hotkey = hotkey();
        closers.add(hotkey::close);
        parts.frame().add(Place.SETTINGS, () -> new SettingsController(settings));
        settings.hotkey().subscribe(this::publish);
        parts.shell().onQuit(FxExecutor::exit);
        // Only what the person changes; a theme of the command line is for one run.
        parts.shell()
                .theme()
                .addListener((_, _, theme) -> parts.threads()
                        .background()
                        .execute(() -> parts.preferences().setTheme(theme)));
        parts.stage().focusedProperty().subscribe(isFocused -> {
            if (isFocused) {
                activity.lookedAt();
            }
        });
        parts.stage().showingProperty().subscribe(this::publish);
        activity.activity().subscribe(this::publish);
        activity.pending().subscribe(this::publish);
    }

    /// Connects to the session bus, where there is one, and makes the launcher ready.
    ///
    /// @return false if nothing would ever bring up a window that is not shown
    boolean start() {
        if (parts.options().opening() == LaunchOptions.Opening.LAUNCHER) {
            launcher().show();
        }
        later(WARM_UP_MILLIS, () -> launcher().warmUp());
        Optional<SessionBusAddress> address = SessionBusAddress.of(parts.core().environment());
        address.ifPresent(found -> {
            AssistantName name = new AssistantName(this, CoreComposition.VERSION, this::handOver);
            bus = SessionBus.start(found, List.of(name, tray(), hotkey));
            closers.add(bus::close);
            Announcer announcer =
                    new Announcer(parts.core(), bus, parts.threads().background());
            closers.add(announcer::close);
            announcer.follow(parts.composition().reviewState());
        });
        settings.onChoose(hotkey::choose);
        return address.isPresent();
    }

    private Hotkey hotkey() {
        Map<String, String> environment = parts.core().environment();
        Hotkey.Desktop desktop = new Hotkey.Desktop(
                environment,
                parts.program(),
                SessionBusAddress.of(environment).isPresent(),
                Messages.text("launcher.name"));
        return new Hotkey(desktop, parts.threads(), this::keyPressed, settings::hotkeyChanged);
    }

    private void keyPressed() {
        if (!settings.pressed() && !activity.paused().get()) {
            launcher().toggle();
        }
    }

    private void later(int millis, Runnable task) {
        CompletableFuture.delayedExecutor(
                        millis, TimeUnit.MILLISECONDS, parts.threads().ui())
                .execute(task);
    }

    /// Made when it is first needed, at the latest a moment after the start.
    private LauncherWindow launcher() {
        LauncherWindow made = launcher;
        if (made == null) {
            LauncherParts launcherParts = new LauncherParts(parts.composition(), activity);
            closers.add(launcherParts::close);
            made = launcherParts.window(this::perform);
            launcher = made;
            Trial.launcher(made, launcherParts.model());
        }
        return made;
    }

    private void perform(LauncherAct act) {
        launcher().hide();
        switch (act) {
            case LauncherAct.Go(Destination destination) -> go(destination);
            case LauncherAct.Run(Runnable task) -> task.run();
            case LauncherAct.Copy(String text) -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
            }
            case LauncherAct.Fill _ -> {}
        }
    }

    private Tray tray() {
        TrayPresenter presenter = new TrayPresenter(
                activity,
                SymbolicIcons.of(parts.core().environment()),
                new TrayPresenter.Acts(
                        window::show,
                        this::newChat,
                        () -> go(new Destination.Screen(Place.CHANGES)),
                        entry -> go(new Destination.TimelineEntry(entry)),
                        entry -> go(new Destination.ReviewUndo(entry)),
                        this::showSettings,
                        this::quit));
        Tray made = new Tray(presenter.view(), parts.threads(), _ -> onUi(this::publish));
        presenter.onChange(made::show);
        tray = made;
        // A panel may start after us: whether there is none is known after a while.
        later(PATIENCE_MILLIS, () -> {
            if (!made.isHosted() && window.isShown() && parts.memory().isFirst("no-tray")) {
                parts.shell().show(Toast.info(Messages.text("resident.no-tray")));
            }
        });
        return made;
    }

    /// Another program has our name: it does what was asked of this one.
    private void handOver(Assistant1 first) {
        LaunchOptions options = parts.options();
        options.request().ifPresentOrElse(first::Ask, () -> {
            switch (options.opening()) {
                case WINDOW -> first.Show();
                case LAUNCHER -> first.Toggle();
                case NOTHING -> {}
            }
        });
        FxExecutor.exit();
    }

    private boolean hasTray() {
        return tray != null && tray.isHosted();
    }

    private boolean hasWayBack() {
        return hasTray() || settings.hotkey().get() instanceof HotkeyState.InForce;
    }

    private void hidden() {
        remember();
        SessionBus connected = bus;
        if (connected != null && parts.memory().isFirst("hidden")) {
            parts.threads()
                    .background()
                    .execute(() -> Notices.show(
                            connected, Messages.text("resident.hidden"), Messages.text("resident.hidden.text")));
        }
    }

    private void remember() {
        parts.memory().remember(parts.stage(), parts.shell().place().get().name());
    }

    private void publish() {
        status = new Status(
                activity.activity().get().word(),
                activity.pending().get(),
                parts.shell()
                        .machineKind()
                        .get()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(""),
                window.isShown(),
                hasTray(),
                settings.hotkey().get() instanceof HotkeyState.InForce(var way, var _) ? way.word() : "none");
    }

    private void onUi(Runnable task) {
        parts.threads().ui().execute(task);
    }

    private void go(Destination destination) {
        onUi(() -> {
            window.show();
            parts.shell().go(destination);
        });
    }

    @Override
    public void show() {
        onUi(window::show);
    }

    @Override
    public void toggle() {
        onUi(() -> launcher().toggle());
    }

    @Override
    public void newChat() {
        go(new Destination.NewChat());
    }

    @Override
    public void showChange(String proposalId) {
        go(new Destination.Review(new ProposalId(proposalId)));
    }

    @Override
    public void showSettings() {
        go(new Destination.Screen(Place.SETTINGS));
    }

    @Override
    public void ask(String request) {
        go(new Destination.Ask(request));
    }

    @Override
    public void quit() {
        FxExecutor.exit();
    }

    @Override
    public List<ProposalLine> openProposals() {
        return parts.core().proposals().all().stream()
                .filter(proposal -> proposal.status() == ProposalStatus.OPEN)
                .map(Residence::line)
                .toList();
    }

    private static ProposalLine line(Proposal proposal) {
        return new ProposalLine(
                proposal.id().value(),
                proposal.summary(),
                proposal.risk().level().name().toLowerCase(Locale.ROOT),
                proposal.createdAt().toString());
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public void close() {
        remember();
        activity.close();
        closers.reversed().forEach(Runnable::run);
    }
}
