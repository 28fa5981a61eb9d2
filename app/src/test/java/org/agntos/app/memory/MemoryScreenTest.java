package org.agntos.app.memory;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.diff.NixEditor;
import org.agntos.app.fakes.FakeMemory;
import org.agntos.app.platform.Threads;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.memory.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start() first
class MemoryScreenTest {
    private final FakeMemory memory = new FakeMemory();
    private MemoryController screen;
    private Scene scene;

    @Start
    void start(Stage stage) {
        screen = new MemoryController(new MemoryViewModel(memory, Threads.direct()));
        scene = new Scene((Parent) screen.root(), 960, 720);
        new ThemeSwitch(scene).apply(Theme.DARK);
        stage.setScene(scene);
        stage.show();
        screen.shown();
    }

    @Test
    void typingAndControlSSave(FxRobot robot) {
        robot.write("- ab", 0);
        assertThat(button("#memory-MEMORY-save").isDisabled()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.S);
        assertThat(memory.read(MemoryFile.MEMORY)).isEqualTo("- ab");
        assertThat(text("#memory-MEMORY-notice")).isEqualTo("Saved.");
        assertThat(text("#memory-MEMORY-count")).isEqualTo("4 of 2,200 characters");
        robot.interact(() -> button("#memory-MEMORY-undo").fire());
        assertThat(editor("#memory-MEMORY-editor").textProperty().get()).isEmpty();
    }

    @Test
    void tooMuchTextCannotBeSavedAndSaysHowMuchTooMuch(FxRobot robot) {
        robot.interact(() ->
                editor("#memory-USER-editor").textProperty().set("- " + "x".repeat(MemoryFile.USER.limit())));
        assertThat(text("#memory-USER-count")).contains("take out 2");
        assertThat(button("#memory-USER-save").isDisabled()).isTrue();
    }

    @Test
    void aConflictShowsBothAndLetsThePersonChoose(FxRobot robot) {
        robot.interact(() -> editor("#memory-USER-editor").textProperty().set("- mine"));
        robot.interact(() -> memory.writeElsewhere(MemoryFile.USER, "- theirs"));
        assertThat(scene.lookup("#memory-USER-conflict").isVisible()).isTrue();
        assertThat(editor("#memory-USER-editor").textProperty().get()).isEqualTo("- mine");
        robot.interact(() -> button("#memory-USER-keep-mine").fire());
        robot.interact(() -> button("#memory-USER-save").fire());
        assertThat(memory.read(MemoryFile.USER)).isEqualTo("- mine");
        assertThat(scene.lookup("#memory-USER-conflict").isVisible()).isFalse();
    }

    @Test
    void theEmptyFileExplainsItsForm(FxRobot robot) {
        assertThat(scene.lookup(".memory-placeholder").isVisible()).isTrue();
        robot.interact(() -> memory.writeElsewhere(MemoryFile.MEMORY, "§ A\n- b\n"));
        assertThat(scene.lookup("#memory-MEMORY .memory-placeholder").isVisible())
                .isFalse();
    }

    private Button button(String id) {
        return (Button) scene.lookup(id);
    }

    private NixEditor editor(String id) {
        return (NixEditor) scene.lookup(id);
    }

    private String text(String id) {
        return ((Labeled) scene.lookup(id)).getText();
    }
}
