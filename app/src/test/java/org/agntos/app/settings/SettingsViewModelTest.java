package org.agntos.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.agntos.app.platform.Autostart;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.hotkey.BindingWriter;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.agntos.app.theme.Theme;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // make() comes before every test
class SettingsViewModelTest {
    @TempDir
    Path home;

    private final List<Optional<String>> chosen = new ArrayList<>();
    private Folders folders;
    private SettingsViewModel model;

    @BeforeEach
    void make() {
        folders = new Folders(home.resolve("config/agntos"), home.resolve("state/agntos"));
        model = new SettingsViewModel(
                Preferences.in(folders),
                new Autostart(home.resolve("config"), "/opt/my apps/agntos"),
                new BindingWriter(new SystemProcessRunner(), Map.of()),
                new SimpleObjectProperty<>(Theme.SYSTEM),
                Threads.direct());
        model.onChoose(chosen::add);
    }

    @Test
    void keysThatAreChosenAreInForceAtOnceAndAtTheNextStart() {
        model.keys().set("Super+F9");
        model.useKeys();
        assertThat(chosen).containsExactly(Optional.empty(), Optional.of("Super+F9"));
        assertThat(Preferences.in(folders).hotkey()).contains("Super+F9");
    }

    @Test
    void noKeyIsAChoiceToo() {
        model.useNoKey();
        assertThat(chosen.getLast()).contains("none");
        assertThat(Preferences.in(folders).hotkey()).contains("none");
    }

    @Test
    void aTestOfTheKeysTakesThePressForItself() {
        model.hotkeyChanged(new HotkeyState.InForce(HotkeyState.Way.X11, "Ctrl+Alt+Space"));
        assertThat(model.pressed()).isFalse();
        int test = model.beginTest();
        assertThat(model.note().get()).contains("Ctrl+Alt+Space");
        assertThat(model.pressed()).isTrue();
        assertThat(model.note().get()).startsWith("It works");
        model.testEnded(test);
        assertThat(model.note().get()).startsWith("It works");
        assertThat(model.pressed()).isFalse();
    }

    @Test
    void aTestThatHearsNothingSaysWhatToDo() {
        int old = model.beginTest();
        int test = model.beginTest();
        model.testEnded(old);
        assertThat(model.note().get()).contains("now");
        model.testEnded(test);
        assertThat(model.note().get()).contains("try others");
    }

    @Test
    void theSessionStartsTheProgramOrNot() throws Exception {
        model.setStartsWithSession(true);
        assertThat(model.startsWithSession().get()).isTrue();
        assertThat(Files.readString(Path.of(model.autostartFile())))
                .contains("Exec=\"/opt/my apps/agntos\" --background");
        model.setStartsWithSession(false);
        assertThat(model.startsWithSession().get()).isFalse();
        assertThat(Path.of(model.autostartFile())).doesNotExist();
    }
}
