package org.agntos.app.shot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.agntos.app.Window;
import org.agntos.app.launcher.CalculatorSource;
import org.agntos.app.launcher.CatalogueSource;
import org.agntos.app.launcher.ChangeSource;
import org.agntos.app.launcher.CommandSource;
import org.agntos.app.launcher.LauncherAct;
import org.agntos.app.launcher.LauncherViewModel;
import org.agntos.app.launcher.LauncherWindow;
import org.agntos.app.platform.Autostart;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.hotkey.Binding;
import org.agntos.app.platform.hotkey.BindingWriter;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.agntos.app.settings.Preferences;
import org.agntos.app.settings.SettingsController;
import org.agntos.app.settings.SettingsViewModel;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the launcher and of the settings, in each of their states; `./dev shot` runs it.
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "agntos.shots", matches = ".+")
@SuppressWarnings("NullAway.Init") // open() comes before every test
class DesktopShotsIT {
    private static final Path SHOTS = Path.of(System.getProperty("agntos.shots", ""));

    @TempDir
    Path home;

    private Stage stage;
    private boolean isBuilding;

    @Start
    void open(Stage opened) {
        stage = opened;
    }

    private static String suffix(Theme theme) {
        return theme == Theme.LIGHT ? "-light" : "-dark";
    }

    private LauncherViewModel model(Story story) {
        return new LauncherViewModel(
                List.of(
                        new CalculatorSource(),
                        new CommandSource(() -> List.of(
                                command("Review 2 changes that wait"),
                                command("New chat"),
                                command("Undo: Install htop"),
                                command("Timeline"),
                                command("Settings"))),
                        new CatalogueSource(() -> story.core().catalogue().search()),
                        new ChangeSource(story.core().auditLog(), Clock.systemUTC())),
                () -> isBuilding,
                Threads.direct());
    }

    private static CommandSource.Command command(String title) {
        return new CommandSource.Command(title, "", true, new LauncherAct.Run(() -> {}));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theLauncher(Theme theme) {
        try (Story story = new Story(home)) {
            story.past();
            LauncherViewModel model = model(story);
            LauncherWindow window = Window.onFx(() -> {
                LauncherWindow made = new LauncherWindow(model);
                new ThemeSwitch(made.scene()).apply(theme);
                made.show();
                return made;
            });
            take(window, model, "", "launcher-empty" + suffix(theme));
            take(window, model, "htop", "launcher-results" + suffix(theme));
            take(window, model, "services.openssh", "launcher-options" + suffix(theme));
            take(window, model, "install htop and open port 8080", "launcher-sentence" + suffix(theme));
            take(window, model, "1200 * 1.19", "launcher-sum" + suffix(theme));
            take(window, model, "qqzzxx", "launcher-nothing" + suffix(theme));
            isBuilding = true;
            take(window, model, "font", "launcher-building" + suffix(theme));
            Window.onFx(() -> {
                window.hide();
                return true;
            });
        }
        assertThat(SHOTS.resolve("launcher-results" + suffix(theme) + ".png")).isNotEmptyFile();
    }

    private static void take(LauncherWindow window, LauncherViewModel model, String text, String name) {
        Window.onFx(() -> {
            model.text().set(text);
            return true;
        });
        Window.until("found for " + text, () -> model.found().get().query().equals(text));
        Window.onFx(() -> {
            new Camera(SHOTS).take(window.scene(), name);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theSettings(Theme theme) {
        SettingsViewModel model = Window.onFx(() -> new SettingsViewModel(
                Preferences.in(new Folders(home, home)),
                new Autostart(Path.of("/home/ada/.config"), "agntos"),
                new BindingWriter(new SystemProcessRunner(), Map.of()),
                new SimpleObjectProperty<>(theme),
                Threads.direct()));
        Scene scene = Window.onFx(() -> {
            SettingsController controller = new SettingsController(model);
            Scene made = new Scene((Parent) controller.root(), 860, 640);
            new ThemeSwitch(made).apply(theme);
            stage.setScene(made);
            stage.show();
            model.hotkeyChanged(new HotkeyState.InForce(HotkeyState.Way.X11, "Ctrl+Alt+Space"));
            return made;
        });
        take(scene, "settings" + suffix(theme));
        Window.onFx(() -> {
            Binding.Installation.Line line =
                    new Binding.Installation.Line(Path.of("/home/ada/.config/sway/config"), "", "", "#", List.of());
            Binding binding = new Binding("sway", "bindsym Ctrl+Mod1+space exec agntos toggle", line);
            model.hotkeyChanged(new HotkeyState.ByHand(binding, "no portal"));
            return true;
        });
        take(scene, "settings-by-hand" + suffix(theme));
    }

    private static void take(Scene scene, String name) {
        Window.onFx(() -> {
            new Camera(SHOTS).take(scene, name);
            return true;
        });
    }
}
