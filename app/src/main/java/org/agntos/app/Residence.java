package org.agntos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.Assistant1;
import org.agntos.app.platform.dbus.AssistantCalls;
import org.agntos.app.platform.dbus.AssistantName;
import org.agntos.app.platform.dbus.Notices;
import org.agntos.app.platform.dbus.ProposalLine;
import org.agntos.app.platform.dbus.SessionBus;
import org.agntos.app.platform.dbus.SessionBusAddress;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.platform.tray.Tray;
import org.agntos.app.resident.ActivityViewModel;
import org.agntos.app.resident.MainWindow;
import org.agntos.app.resident.SymbolicIcons;
import org.agntos.app.resident.TrayPresenter;
import org.agntos.app.resident.WindowMemory;
import org.agntos.app.settings.Preferences;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
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
    private static final int PATIENCE_SECONDS = 8;

    private final Parts parts;
    private final ActivityViewModel activity;
    private final MainWindow window;
    private final List<Runnable> closers = new ArrayList<>();
    private volatile Status status = new Status("idle", 0, "", false, false, "none");
    private @Nullable SessionBus bus;
    private @Nullable Tray tray;

    /// What it is wired to.
    record Parts(
            Stage stage, Composition composition, WindowMemory memory, Preferences preferences, LaunchOptions options) {
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

    /// Connects to the session bus, where there is one.
    ///
    /// @return false if nothing would ever bring up a window that is not shown
    boolean start() {
        Optional<SessionBusAddress> address = SessionBusAddress.of(parts.core().environment());
        address.ifPresent(found -> {
            AssistantName name = new AssistantName(this, CoreComposition.VERSION, this::handOver);
            bus = SessionBus.start(found, List.of(name, tray()));
            closers.add(bus::close);
            Announcer announcer =
                    new Announcer(parts.core(), bus, parts.threads().background());
            closers.add(announcer::close);
            announcer.follow(parts.composition().reviewState());
        });
        return address.isPresent();
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
        Executor later = CompletableFuture.delayedExecutor(
                PATIENCE_SECONDS, TimeUnit.SECONDS, parts.threads().ui());
        later.execute(() -> {
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
        return hasTray();
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
                "none");
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
        onUi(() -> {
            if (window.isUsed()) {
                window.close();
            } else {
                window.show();
            }
        });
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
        show();
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
