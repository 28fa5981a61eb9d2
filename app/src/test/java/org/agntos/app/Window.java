package org.agntos.app;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.agntos.app.changes.ApplyReports;
import org.agntos.app.changes.ChangesController;
import org.agntos.app.changes.ChangesViewModel;
import org.agntos.app.changes.ReviewViewModel;
import org.agntos.app.chat.ChatController;
import org.agntos.app.chat.ChatViewModel;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.FakeSubmit;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.fx.FrameExecutor;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellController;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.CoreComposition;
import org.testfx.util.WaitForAsyncUtils;

/// The window as tests and pictures open it: on fakes or on the real core. Small enough for the headless screen.
public final class Window {
    public static final double WIDTH = 980;
    public static final double HEIGHT = 760;
    private static final long PATIENCE_SECONDS = 30;

    public final ShellViewModel shell;
    public final ShellController frame;
    public final Scene scene;

    private Window(Stage stage, Theme theme) {
        shell = new ShellViewModel(theme);
        frame = new ShellController(shell);
        scene = new Scene(frame.root(), WIDTH, HEIGHT);
        ThemeSwitch themes = new ThemeSwitch(scene);
        shell.theme().subscribe(themes::apply);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    static Threads threads() {
        FxExecutor ui = new FxExecutor();
        return new Threads(ui, new FrameExecutor(ui), task -> Thread.ofVirtual().start(task));
    }

    /// On the JavaFX thread.
    public static Window onFakes(
            Stage stage, FakeConversation conversation, FakeProposals proposals, FakeSubmit submit) {
        Window window = new Window(stage, Theme.LIGHT);
        Threads threads = threads();
        ReviewViewModel review = new ReviewViewModel(
                proposals,
                submit,
                new FakeAuditLog(),
                new ApplyReports(window.shell, window.shell, window.shell),
                threads);
        ChangesViewModel changes = new ChangesViewModel(proposals, review, threads);
        ChatViewModel chat = new ChatViewModel(conversation.alone(), proposals, window.shell, threads);
        window.shell.onArrival(chat::arrive);
        window.shell.onArrival(changes::arrive);
        window.frame.add(Place.CHAT, () -> new ChatController(chat, "Test planner"));
        window.frame.add(Place.CHANGES, () -> new ChangesController(changes, Clock.systemUTC()));
        return window;
    }

    /// On the JavaFX thread; `core` is warm.
    public static Window onCore(Stage stage, CoreComposition core, Theme theme) {
        Window window = new Window(stage, theme);
        Composition composition = new Composition(core, window.shell, threads(), Clock.systemUTC());
        composition.fill(window.frame, Optional.empty());
        return window;
    }

    /// Waits until a node is there and visible to the person.
    public Node await(String selector) {
        until("there is " + selector, () -> find(selector).isPresent());
        return onFx(() -> find(selector).orElseThrow());
    }

    public boolean shows(String selector) {
        return onFx(() -> find(selector).isPresent());
    }

    private Optional<Node> find(String selector) {
        return scene.getRoot().lookupAll(selector).stream()
                .filter(Window::isShown)
                .findFirst();
    }

    static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /// Waits for something that comes about on its own; fails with what was awaited.
    public static void until(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("waited " + PATIENCE_SECONDS + " s in vain: " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    public static <T> T onFx(Callable<T> work) {
        // A task keeps an assertion that failed, too; nothing less would let the test wait for ever.
        FutureTask<T> task = new FutureTask<>(work);
        new FxExecutor().execute(task);
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("on the ui thread", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the ui thread did not answer", e);
        }
    }
}
