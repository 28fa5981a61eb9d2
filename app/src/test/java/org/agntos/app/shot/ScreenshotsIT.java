package org.agntos.app.shot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.agntos.app.Window;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.FakeSubmit;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.ErrorReport;
import org.agntos.app.shell.Place;
import org.agntos.app.theme.Theme;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.change.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of every screen and state into the folder of the system property `agntos.shots`; `./dev shot` runs it.
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "agntos.shots", matches = ".+")
@SuppressWarnings("NullAway.Init") // open() comes before every test
class ScreenshotsIT {
    private static final Instant NOW = Instant.EPOCH;

    @TempDir
    Path home;

    private Stage stage;
    private Window window;
    private String suffix = "";

    @Start
    void open(Stage opened) {
        stage = opened;
    }

    private void take(String name) {
        Window.onFx(() -> {
            new Camera(Path.of(System.getProperty("agntos.shots"))).take(window.scene, name + suffix);
            return true;
        });
    }

    private void go(Destination destination) {
        Window.onFx(() -> {
            window.shell.toast().get().ifPresent(window.shell::dismiss);
            window.shell.go(destination);
            return true;
        });
    }

    private void review(Proposal proposal) {
        go(new Destination.Review(proposal.id()));
        Window.until(
                "the review of " + proposal.summary(),
                () -> window.scene.lookup("#review-title") instanceof javafx.scene.control.Label title
                        && title.getText().equals(proposal.summary()));
    }

    private void ask(String request, int turn) {
        TextArea input = (TextArea) window.await("#chat-input");
        Window.onFx(() -> {
            window.shell.go(new Destination.Ask(request));
            input.requestFocus();
            return true;
        });
        window.await("#chat-copy-" + turn);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyScreenWithRealData(Theme theme, FxRobot robot) {
        suffix = theme == Theme.LIGHT ? "-light" : "-dark";
        try (Story story = new Story(home)) {
            story.core().machine();
            window = Window.onFx(() -> Window.onCore(stage, story.core(), theme));
            window.await("#chat-empty");
            take("chat-empty");
            go(new Destination.Screen(Place.CHANGES));
            take("changes-empty");
            story.past();
            Proposal broken = story.broken();
            Proposal edit = story.edit();
            Proposal highRisk = story.highRisk();
            Proposal lowRisk = story.lowRisk();

            go(new Destination.Screen(Place.CHAT));
            ask("install btop", 1);
            window.await(".chat-card");
            take("chat");
            ask("why is htop here?", 2);
            ask("undo that", 3);
            take("chat-long");

            review(edit);
            take("changes");
            review(highRisk);
            take("changes-high-risk");
            robot.clickOn("#review-approve");
            window.await("#review-confirm-yes");
            take("changes-confirm");
            robot.clickOn("#review-confirm-no");
            robot.clickOn(window.await(".file-row .button"));
            window.await("#review-editor");
            take("changes-edit");
            robot.clickOn("#review-edit-cancel");
            review(broken);
            take("changes-failed");

            story.overtakeEdit();
            review(edit);
            window.await("#review-stale");
            take("changes-stale");

            review(lowRisk);
            robot.clickOn("#review-approve");
            window.await("#review-apply-log .list-cell:filled");
            take("applying");
            window.await("#shell-toast-action");
            Window.until(
                    "the badge counts one less",
                    () -> window.shell.openChanges().get() == 4);
            take("applied");

            go(new Destination.Screen(Place.TIMELINE));
            window.await("#timeline");
            take("timeline-list");
            go(new Destination.TimelineEntry(
                    story.core().auditLog().list(1).getFirst().id()));
            window.await("#timeline .diff-view");
            take("timeline");
            go(new Destination.Screen(Place.MEMORY));
            window.await("#memory");
            take("memory");
            shortcutsAndError();
        }
        assertThat(Path.of(System.getProperty("agntos.shots"), "error" + suffix + ".png"))
                .isNotEmptyFile();
    }

    private void shortcutsAndError() {
        go(new Destination.Screen(Place.CHAT));
        Window.onFx(() -> {
            window.shell.shortcutsShown().set(true);
            return true;
        });
        take("shortcuts");
        Window.onFx(() -> {
            window.shell.shortcutsShown().set(false);
            window.shell.show(new ErrorReport(
                    "Not applied: Install git and tmux",
                    "The system could not be built: there is no space left on the disk.",
                    "Every file is as it was, and generation 5 is still the current one.",
                    "Free some space, then approve the change again.",
                    "H-DISK",
                    List.of("error: writing to file: No space left on device"),
                    Optional.empty()));
            return true;
        });
        take("error");
    }

    /// The planner that comes with the program answers too quickly to be seen at work, so this one waits.
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aBusyChat(Theme theme) {
        suffix = theme == Theme.LIGHT ? "-light" : "-dark";
        FakeConversation conversation = new FakeConversation().answering((speaker, request) -> {
            speaker.send(new AgentEvent.TurnStarted(1, request, NOW));
            speaker.send(new AgentEvent.ToolStarted(1, "c1", "search", "{\"words\":\"music\"}", "Searching packages"));
            speaker.send(new AgentEvent.ToolFinished(1, "c1", true, "[\"mpd\", \"ncmpcpp\"]"));
            speaker.send(new AgentEvent.AnswerDelta(1, "For music there are **mpd**, a server, and `ncmpcpp`, its"));
            speaker.send(new AgentEvent.ToolStarted(1, "c2", "propose", "{}", "Checking the change"));
        });
        window = Window.onFx(() -> {
            Window opened = Window.onFakes(stage, conversation, new FakeProposals(), new FakeSubmit());
            opened.shell.theme().set(theme);
            opened.shell.go(new Destination.Ask("set up something to play music"));
            return opened;
        });
        window.await(".step");
        take("chat-busy");
    }

    @Test
    void aNarrowWindow() {
        suffix = "-light";
        try (Story story = new Story(home)) {
            Proposal lowRisk = story.lowRisk();
            window = Window.onFx(() -> {
                Window opened = Window.onCore(stage, story.core(), Theme.LIGHT);
                stage.setWidth(720);
                stage.setHeight(560);
                return opened;
            });
            window.await("#chat-empty");
            take("narrow-chat");
            review(lowRisk);
            take("narrow-changes");
            go(new Destination.Screen(Place.TIMELINE));
            take("narrow-timeline");
            go(new Destination.Screen(Place.MEMORY));
            take("narrow-memory");
            Window.onFx(() -> {
                window.shell.shortcutsShown().set(true);
                return null;
            });
            window.await("#shell-shortcuts");
            take("narrow-shortcuts");
        }
    }
}
