package org.agntos.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.agntos.app.shell.ShellController;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;

/// The JavaFX application: shows the frame first and lets [Composition] fill it.
public final class AgntosApp extends Application {
    @Override
    public void start(Stage stage) {
        ShellViewModel model = new ShellViewModel(Theme.SYSTEM);
        ShellController shell = new ShellController(model);
        Scene scene = new Scene(shell.root(), 1100, 760);
        ThemeSwitch theme = new ThemeSwitch(scene);
        model.theme().subscribe(theme::apply);
        stage.setScene(scene);
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setTitle("AgntOS");
        stage.show();
        Trial.begin(scene, model);
    }

    static void launch(LaunchOptions options, String... arguments) {
        Application.launch(AgntosApp.class, arguments);
    }
}
