package org.agntos.app.launcher;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.agntos.app.i18n.Messages;

/// The small window over the desktop. It is made once and then shown and hidden. JavaFX thread only.
public final class LauncherWindow {
    static final double WIDTH = 660;

    private static final double FROM_TOP = 0.22;

    private final LauncherViewModel model;
    private final Stage stage = new Stage(StageStyle.UNDECORATED);
    private final LauncherPane pane;
    private final Scene scene;

    public LauncherWindow(LauncherViewModel model) {
        this.model = model;
        this.pane = new LauncherPane(model, this::hide);
        this.scene = new Scene(pane, WIDTH, -1);
        stage.setScene(scene);
        stage.setTitle(Messages.text("launcher.name"));
        stage.setAlwaysOnTop(true);
        stage.setResizable(false);
        stage.focusedProperty().subscribe(isFocused -> {
            if (!isFocused) {
                stage.hide();
            }
        });
        model.found().subscribe(_ -> fit());
    }

    /// For the theme.
    public Scene scene() {
        return scene;
    }

    public boolean isShown() {
        return stage.isShowing();
    }

    /// Styles and lays out everything, so that opening it the first time is as quick as later.
    public void warmUp() {
        model.opened();
        pane.applyCss();
        pane.layout();
    }

    public void toggle() {
        if (stage.isShowing()) {
            hide();
        } else {
            show();
        }
    }

    public void show() {
        model.opened();
        place();
        stage.show();
        stage.toFront();
        stage.requestFocus();
        pane.takeFocus();
    }

    public void hide() {
        stage.hide();
    }

    /// In the upper part of the screen with the mouse.
    private void place() {
        Point2D mouse = new Robot().getMousePosition();
        Rectangle2D area = Screen.getScreensForRectangle(mouse.getX(), mouse.getY(), 1, 1).stream()
                .findFirst()
                .orElse(Screen.getPrimary())
                .getVisualBounds();
        stage.setX(area.getMinX() + (area.getWidth() - WIDTH) / 2);
        stage.setY(area.getMinY() + area.getHeight() * FROM_TOP);
    }

    /// As high as what is in it.
    private void fit() {
        if (stage.isShowing()) {
            stage.sizeToScene();
        }
    }
}
