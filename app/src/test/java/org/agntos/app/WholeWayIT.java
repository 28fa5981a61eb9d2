package org.agntos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.shell.Place;
import org.agntos.app.theme.Theme;
import org.agntos.core.CoreComposition;
import org.agntos.core.audit.AuditEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The whole way in the window, with nothing faked: the real core, a practice machine of its own, the real helper
/// process and real Nix.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // open() comes before every test
class WholeWayIT {
    @TempDir
    Path home;

    private CoreComposition core;
    private Window window;

    @Start
    void open(Stage stage) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AGNTOS_") || name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        core = CoreComposition.of(environment);
        boolean mustHaveNix = "true".equals(System.getenv("CI"));
        assumeTrue(mustHaveNix || core.machine().hasNix(), "Nix is not installed here");
        assertThat(core.machine().hasNix()).as("Nix is needed where CI is set").isTrue();
        window = Window.onCore(stage, core, Theme.LIGHT);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private Path htop() {
        return core.paths().config().resolve("packages/htop.nix");
    }

    private String text(String selector) {
        Node node = window.await(selector);
        return Window.onFx(() -> ((Label) node).getText());
    }

    private void type(String request) {
        TextArea input = (TextArea) window.await("#chat-input");
        Window.onFx(() -> {
            input.requestFocus();
            input.setText(request);
            return true;
        });
    }

    @Test
    void byMouseFromARequestToItsUndo(FxRobot robot) throws IOException {
        type("install htop");
        robot.clickOn("#chat-send");
        Node card = window.await(".chat-card .button.accent");
        robot.clickOn(card);
        assertThat(text("#review-title")).contains("htop");
        assertThat(text("#review-request")).isEqualTo("install htop");
        robot.clickOn("#review-approve");

        assertThat(text("#shell-toast-text")).startsWith("Applied");
        assertThat(Files.readString(htop())).contains("htop");
        AuditEntry applied = core.auditLog().list(1).getFirst();
        assertThat(applied.prompt()).isEqualTo("install htop");
        assertThat(applied.isSuccess()).isTrue();

        robot.clickOn("#shell-nav-timeline");
        Window.until("the timeline shows", () -> window.shell.place().get() == Place.TIMELINE);
        Window.until(
                "it shows the person's words",
                () -> window.scene.getRoot().lookupAll(".label").stream()
                        .anyMatch(node ->
                                node instanceof Label label && label.getText().contains("install htop")));

        robot.clickOn("#shell-toast-action");
        window.await("#review-approve");
        robot.clickOn("#review-approve");
        Window.until("the undo is recorded", () -> core.auditLog().list(10).size() == 2);
        assertThat(htop()).doesNotExist();
        assertThat(core.auditLog().verify().isOk()).isTrue();
    }

    @Test
    void byKeyboardAlone(FxRobot robot) {
        window.await("#chat-input");
        robot.write("install htop").push(KeyCode.ENTER);
        window.await(".chat-card .button.accent");

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.await("#changes-list");
        Window.until("what waits is open", () -> text("#review-title").contains("htop"));
        assertThat(text("#review-title")).contains("htop");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(text("#shell-toast-text")).startsWith("Applied");
        assertThat(htop()).exists();

        robot.push(KeyCode.CONTROL, KeyCode.Z);
        Window.until("the undo is under review", () -> text("#review-rationale").contains("go back"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        Window.until("the undo is recorded", () -> core.auditLog().list(10).size() == 2);
        assertThat(htop()).doesNotExist();

        List<AuditEntry> entries = core.auditLog().list(10);
        assertThat(entries).extracting(AuditEntry::action).containsExactly("Undo", "Apply");
    }

    @Test
    void whatAnotherProgramAppliesIsSeenWithinASecond(FxRobot robot) {
        window.await("#chat-input");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.await("#changes-list");

        core.proposeChange()
                .propose(
                        org.agntos.core.change.Draft.builder()
                                .install("ripgrep")
                                .build(),
                        new org.agntos.core.change.RequestContext("", "", "install ripgrep", null));

        window.await(".proposal-cell:filled");
        Window.until("the badge counts it", () -> window.shell.openChanges().get() == 1);
    }
}
