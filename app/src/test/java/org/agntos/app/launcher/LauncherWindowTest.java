package org.agntos.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.Window;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.fx.FxExecutor;
import org.agntos.app.shell.Destination;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The launcher by keyboard alone.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // start() comes before every test
class LauncherWindowTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();

    private final List<LauncherAct> acts = new ArrayList<>();
    private LauncherViewModel model;
    private LauncherWindow window;

    @Start
    void start(Stage unused) {
        FxExecutor ui = new FxExecutor();
        Threads threads = new Threads(ui, ui, task -> Thread.ofVirtual().start(task));
        model = new LauncherViewModel(
                List.of(new CalculatorSource(), new CatalogueSource(CATALOGUE::search)), () -> false, threads);
        model.onPerform(acts::add);
        window = new LauncherWindow(model);
        new ThemeSwitch(window.scene()).apply(Theme.LIGHT);
        window.warmUp();
    }

    @BeforeEach
    void open() {
        Window.onFx(() -> {
            window.show();
            return true;
        });
        Window.until("the caret is in the line", () -> input().isFocused());
    }

    @AfterEach
    void close() {
        Window.onFx(() -> {
            window.hide();
            return true;
        });
    }

    private TextField input() {
        return (TextField) window.scene().lookup("#launcher-input");
    }

    private void found(String query) {
        Window.until("results for " + query, () -> model.found().get().query().equals(query));
    }

    @Test
    void typedFoundAndDoneByEnter(FxRobot robot) {
        robot.write("jq");
        found("jq");
        Node row = window.scene().lookup("#launcher-row-0");
        assertThat(Window.onFx(row::getAccessibleText)).startsWith("Package: jq.");
        robot.push(KeyCode.ENTER);
        Window.until("done", () -> acts.equals(List.of(new LauncherAct.Go(new Destination.Ask("install jq")))));
    }

    @Test
    void controlEnterAsksAndTabCompletes(FxRobot robot) {
        robot.write("jq");
        found("jq");
        robot.push(KeyCode.TAB);
        Window.until("written out", () -> input().getText().equals("install jq"));
        assertThat(Window.<Integer>onFx(() -> input().getCaretPosition())).isEqualTo("install jq".length());
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        Window.until("asked", () -> acts.equals(List.of(new LauncherAct.Go(new Destination.Ask("install jq")))));
    }

    @Test
    void escapeHidesAndTheLastTextIsSelectedWhenItComesBack(FxRobot robot) {
        robot.write("git");
        robot.push(KeyCode.ESCAPE);
        Window.until("hidden", () -> !window.isShown());

        open();

        assertThat(Window.onFx(() -> input().getSelectedText())).isEqualTo("git");
        robot.write("x");
        Window.until("the next key replaces it", () -> input().getText().equals("x"));
    }

    @Test
    void theArrowsChooseAnotherRow(FxRobot robot) {
        robot.write("vim");
        found("vim");
        robot.push(KeyCode.DOWN);
        Window.until("the second is chosen", () -> model.selected().get() == 1);
        robot.push(KeyCode.UP);
        Window.until("the first is chosen", () -> model.selected().get() == 0);
        assertThat(Window.onFx(() -> input().isFocused())).isTrue();
    }

    @Test
    void whatIsNotFoundSaysWhatEnterDoes(FxRobot robot) {
        robot.write("qqzzxx");
        found("qqzzxx");
        Label note = (Label) window.scene().lookup("#launcher-note");
        assertThat(Window.onFx(note::getText)).startsWith("Nothing here is called that");
        robot.push(KeyCode.ENTER);
        Window.until("asked", () -> acts.equals(List.of(new LauncherAct.Go(new Destination.Ask("qqzzxx")))));
    }
}
