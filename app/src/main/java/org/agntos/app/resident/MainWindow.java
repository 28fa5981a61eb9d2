package org.agntos.app.resident;

import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.agntos.app.platform.fx.FxExecutor;

/// The window as something that hides and comes back. JavaFX thread only.
public final class MainWindow {
    private final Stage stage;
    private final BooleanSupplier hasWayBack;
    private final Runnable hidden;

    /// From now on closing the window hides it where there is a way back to it, else it ends the program.
    ///
    /// @param hasWayBack whether a tray or a key brings the window back
    /// @param hidden called each time the window was closed and the program stays
    public MainWindow(Stage stage, BooleanSupplier hasWayBack, Runnable hidden) {
        this.stage = stage;
        this.hasWayBack = hasWayBack;
        this.hidden = hidden;
        FxExecutor.stayWithoutWindows();
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
    }

    public boolean isShown() {
        return stage.isShowing() && !stage.isIconified();
    }

    /// True if the person is in it.
    public boolean isUsed() {
        return isShown() && stage.isFocused();
    }

    /// Brings the window to the front, from wherever it is.
    public void show() {
        stage.setIconified(false);
        if (!stage.isShowing()) {
            stage.show();
        }
        stage.toFront();
        stage.requestFocus();
    }

    /// What the button in the title bar does.
    public void close() {
        if (hasWayBack.getAsBoolean()) {
            stage.hide();
            hidden.run();
        } else {
            FxExecutor.exit();
        }
    }
}
