package org.agntos.app.platform.fx;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// Runs tasks on the JavaFX thread: at once if this is it, else later, in order. Safe for any thread.
public final class FxExecutor implements Executor {
    @Override
    public void execute(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    /// From now on the program ends by [#exit] alone, not with its last window.
    public static void stayWithoutWindows() {
        Platform.setImplicitExit(false);
    }

    /// Ends the toolkit when the window is closed for good.
    public static void exit() {
        Platform.exit();
    }
}
