package org.agntos.app;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.agntos.app.launcher.LauncherViewModel;
import org.agntos.app.launcher.LauncherWindow;
import org.agntos.app.platform.fx.FxExecutor;

/// Measures the launcher as a person would use it. JavaFX thread only.
final class LauncherTrial {
    private static final int OPENINGS = 30;
    private static final int ROUNDS = 3;
    private static final List<String> TYPED = List.of(
            "firefox",
            "services.openssh",
            "networking.hostName",
            "reverse proxy",
            "instal htop",
            "open port 8080",
            "timeline",
            "1200*1.19",
            "python3",
            "virtualisation");

    private final LauncherWindow window;
    private final LauncherViewModel model;
    private int opened;
    private int query;
    private int letters;
    private long since;

    LauncherTrial(LauncherWindow window, LauncherViewModel model) {
        this.window = window;
        this.model = model;
    }

    /// After a while, as somebody who presses the key.
    void start() {
        later(2000, this::open);
    }

    private static void later(int millis, Runnable task) {
        Executor ui = new FxExecutor();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, ui).execute(task);
    }

    private void open() {
        if (opened++ == OPENINGS) {
            window.show();
            model.found().subscribe(_ -> results());
            later(500, this::type);
            return;
        }
        since = System.nanoTime();
        window.show();
        Trial.atNextPulse(window.scene(), () -> {
            report("open");
            later(60, () -> {
                window.hide();
                later(60, this::open);
            });
        });
    }

    private void type() {
        if (query == TYPED.size() * ROUNDS) {
            FxExecutor.exit();
            return;
        }
        do {
            letters++;
        } while (typed().endsWith(" "));
        since = System.nanoTime();
        model.text().set(typed());
    }

    private String typed() {
        return TYPED.get(query % TYPED.size()).substring(0, letters);
    }

    /// The view model has told the rows; a person types a key each tenth of a second at most.
    private void results() {
        if (since == 0 || !model.found().get().query().equals(typed().strip())) {
            return;
        }
        window.scene().getRoot().applyCss();
        window.scene().getRoot().layout();
        report("key");
        since = 0;
        if (letters == TYPED.get(query % TYPED.size()).length()) {
            query++;
            letters = 0;
        }
        later(50, this::type);
    }

    private void report(String what) {
        System.out.println(what + " " + (System.nanoTime() - since) / 1000);
    }
}
