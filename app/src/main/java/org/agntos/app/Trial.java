package org.agntos.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellViewModel;

/// A window that opens to be measured or to train its cache of loaded classes, and closes by itself. The system
/// property `agntos.trial` asks for it: `start` says on standard output when the window was first drawn, `tour` shows
/// every screen, light and dark. JavaFX thread only.
final class Trial {
    private static final String PROPERTY = "agntos.trial";
    private static final Duration STEP = Duration.ofMillis(400);

    private Trial() {}

    /// Does nothing if no trial is asked for.
    static void begin(Scene scene, ShellViewModel shell) {
        switch (System.getProperty(PROPERTY, "")) {
            case "start" -> reportFirstPulse(scene);
            case "tour" -> tour(shell);
            default -> {
                // a person's window
            }
        }
    }

    private static void reportFirstPulse(Scene scene) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                System.out.println("first pulse " + Instant.now().toEpochMilli());
                FxExecutor.exit();
            }
        });
    }

    private static void tour(ShellViewModel shell) {
        Timeline steps = new Timeline();
        List<Runnable> acts = List.of(
                () -> go(shell, Place.CHANGES),
                () -> go(shell, Place.TIMELINE),
                () -> go(shell, Place.MEMORY),
                shell::cycleTheme,
                shell::cycleTheme,
                () -> shell.shortcutsShown().set(true),
                () -> go(shell, Place.CHAT),
                FxExecutor::exit);
        for (Runnable act : acts) {
            javafx.util.Duration at = javafx.util.Duration.millis(
                    STEP.toMillis() * (steps.getKeyFrames().size() + 1.0));
            steps.getKeyFrames().add(new KeyFrame(at, event -> act.run()));
        }
        steps.play();
    }

    private static void go(ShellViewModel shell, Place place) {
        shell.go(new Destination.Screen(place));
    }
}
