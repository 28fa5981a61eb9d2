package org.agntos.app;

import java.time.Instant;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.agntos.app.launcher.LauncherViewModel;
import org.agntos.app.launcher.LauncherWindow;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellViewModel;

/// A window that opens to be measured or to train its cache of loaded classes, and closes by itself. The system
/// property `agntos.trial` asks for it: `start` says on standard output when the frame was first drawn and when the
/// first screen was, `tour` asks something and shows every screen, light and dark. JavaFX thread only.
final class Trial {
    private static final String KIND = System.getProperty("agntos.trial", "");
    private static final Duration STEP = Duration.millis(700);

    private Trial() {}

    /// The frame is shown. Does nothing if no trial is asked for; nor does [#filled].
    static void shown(Scene scene) {
        if (KIND.equals("start")) {
            atNextPulse(scene, () -> report("first pulse"));
        }
    }

    /// The first screen is in the frame.
    static void filled(Scene scene, ShellViewModel shell) {
        if (KIND.equals("start")) {
            atNextPulse(scene, () -> {
                report("first screen");
                FxExecutor.exit();
            });
        } else if (KIND.equals("tour")) {
            tour(shell);
        }
    }

    /// The launcher is there. Opens it again and again, then types into it, and says for each how many microseconds it
    /// took: from the wish until the frame is laid out, and from the key until its results stand in the rows.
    static void launcher(LauncherWindow window, LauncherViewModel model) {
        if (KIND.equals("launcher")) {
            new LauncherTrial(window, model).start();
        }
    }

    private static void report(String what) {
        System.out.println(what + " " + Instant.now().toEpochMilli());
    }

    static void atNextPulse(Scene scene, Runnable task) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                task.run();
            }
        });
        scene.getRoot().requestLayout();
    }

    private static void tour(ShellViewModel shell) {
        List<Runnable> steps = List.of(
                () -> shell.go(new Destination.Ask("install jq")),
                () -> go(shell, Place.CHANGES),
                () -> go(shell, Place.TIMELINE),
                () -> go(shell, Place.MEMORY),
                shell::cycleTheme,
                shell::cycleTheme,
                () -> shell.shortcutsShown().set(true),
                () -> go(shell, Place.SETTINGS),
                () -> go(shell, Place.CHAT),
                FxExecutor::exit);
        Timeline timeline = new Timeline();
        for (int i = 0; i < steps.size(); i++) {
            Runnable step = steps.get(i);
            timeline.getKeyFrames().add(new KeyFrame(STEP.multiply(i + 1), _ -> step.run()));
        }
        timeline.play();
    }

    private static void go(ShellViewModel shell, Place place) {
        shell.go(new Destination.Screen(place));
    }
}
