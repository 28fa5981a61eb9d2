package org.agntos.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.change.FileDiff;
import org.agntos.core.machine.Generation;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start() first
class TimelineScreenTest {
    private final FakeAuditLog log = new FakeAuditLog();
    private final List<Destination> visited = new ArrayList<>();
    private TimelineController screen;
    private Scene scene;

    @Start
    void start(Stage stage) {
        add("a-1", "2026-11-18T07:00:00Z", "Apply", "Install git", "Success", "install git", 2);
        add("a-2", "2026-11-20T08:00:00Z", "Apply", "Open port 8080", "Failed", "open port 8080", 0);
        add("a-3", "2026-11-20T08:30:00Z", "Apply", "Install htop", "Success", "install htop", 3);
        List<Generation> generations =
                List.of(new Generation(3, Instant.EPOCH, true), new Generation(2, Instant.EPOCH, false));
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
        screen = new TimelineController(
                new TimelineViewModel(log, () -> generations, Threads.direct(), clock, visited::add));
        scene = new Scene((Parent) screen.root(), 960, 720);
        new ThemeSwitch(scene).apply(Theme.LIGHT);
        stage.setScene(scene);
        stage.show();
        screen.shown();
    }

    private void add(String id, String time, String action, String summary, String result, String prompt, int made) {
        FileDiff diff = new FileDiff(new TreePath("packages/x" + id + ".nix"), null, "{ }\n");
        log.append(FakeAuditLog.entry(id, time, action, summary, result, prompt, made, diff), diff);
    }

    @Test
    void arrowsOpenEntriesAndUndoLeadsToTheReview(FxRobot robot) {
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.UP);
        assertThat(text("#timeline-entry-summary")).isEqualTo("Install htop");
        assertThat(text("#timeline-entry-prompt")).isEqualTo("“install htop”");
        robot.interact(() -> button("#timeline-undo").fire());
        assertThat(visited).containsExactly(new Destination.ReviewUndo("a-3"));
    }

    @Test
    void anOlderGenerationCanBeReturnedTo(FxRobot robot) {
        robot.interact(() -> screen.open("a-1"));
        assertThat(button("#timeline-go-back").getText()).contains("2");
        robot.interact(() -> button("#timeline-go-back").fire());
        assertThat(visited).containsExactly(new Destination.ReviewRollback(2));
        robot.interact(() -> screen.open("a-3"));
        assertThat(button("#timeline-go-back").isVisible())
                .as("the current one")
                .isFalse();
    }

    @Test
    void aFailedEntrySaysWhyAndOffersNoUndo(FxRobot robot) {
        robot.interact(() -> screen.open("a-2"));
        assertThat(text("#timeline-entry-failure")).contains("restored");
        assertThat(button("#timeline-undo").isDisabled()).isTrue();
    }

    @Test
    void searchByKeyboardNarrowsTheListAndEscapeWidensIt(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.F);
        assertThat(scene.getFocusOwner()).isEqualTo(scene.lookup("#timeline-search"));
        robot.interact(() -> field("#timeline-search").setText("git"));
        assertThat(list().getItems()).hasSize(1);
        robot.push(KeyCode.DOWN);
        assertThat(text("#timeline-entry-summary")).isEqualTo("Install git");
        robot.interact(() -> assertThat(screen.escape()).isTrue());
        robot.interact(() -> assertThat(screen.escape()).isTrue());
        assertThat(list().getItems()).hasSize(3);
        assertThat(field("#timeline-search").getText()).isEmpty();
        robot.interact(() -> assertThat(screen.escape()).isFalse());
    }

    @Test
    void nothingFoundOffersToClearTheFilters(FxRobot robot) {
        robot.interact(() -> field("#timeline-search").setText("no such words"));
        assertThat(scene.lookup("#timeline-notice").isVisible()).isTrue();
        robot.interact(() -> button("#timeline-notice-action").fire());
        assertThat(list().getItems()).hasSize(3);
        assertThat(scene.lookup("#timeline-notice").isVisible()).isFalse();
    }

    @Test
    void entriesStandUnderTheirDayAndHaveWords(FxRobot robot) {
        robot.interact(() -> scene.getRoot().layout());
        List<String> days = scene.lookup("#timeline-list").lookupAll(".entry-day").stream()
                .filter(label -> label.isVisible() && label.getParent() != null)
                .map(label -> ((Labeled) label).getText())
                .toList();
        assertThat(days).contains("Today", "Wednesday 18 November").doesNotHaveDuplicates();
        assertThat(scene.lookup("#timeline-list").lookupAll(".entry-cell").stream()
                        .map(cell -> String.valueOf(((ListCell<?>) cell).getAccessibleText())))
                .contains("Open port 8080. Change, Failed, by mara, 20 Nov 2026, 08:00:00");
    }

    @Test
    void aBrokenChainIsNamedOnScreen(FxRobot robot) {
        assertThat(button("#timeline-verify").getText()).isEqualTo("Intact, 3 entries");
        log.breakAt(2, "The hash of this line is not that of its content.");
        robot.interact(() -> button("#timeline-verify").fire());
        assertThat(button("#timeline-verify").getText()).contains("line 2");
        assertThat(text("#timeline-chain-note")).contains("The hash of this line is not that of its content.");
    }

    @Test
    void whyIsAnsweredBesideTheList(FxRobot robot) {
        robot.interact(() -> {
            field("#timeline-why").setText("htop");
            field("#timeline-why").requestFocus();
        });
        robot.push(KeyCode.ENTER);
        assertThat(scene.lookup("#timeline-answer").isVisible()).isTrue();
        assertThat(scene.lookup("#timeline-entry").isVisible()).isFalse();
    }

    @Test
    void generationsStandOnTheirRail(FxRobot robot) {
        robot.interact(() -> ((ToggleButton) scene.lookup("#timeline-rail")).fire());
        ListView<?> rail = (ListView<?>) scene.lookup("#timeline-generations");
        assertThat(rail.isVisible()).isTrue();
        assertThat(rail.getItems()).hasSize(2);
        robot.interact(() -> rail.getSelectionModel().select(1));
        robot.interact(() -> button("#timeline-generation-go-back").fire());
        assertThat(visited).containsExactly(new Destination.ReviewRollback(2));
    }

    @Test
    void anUnreadableRecordIsSaidAndTriedAgain(FxRobot robot) {
        log.setReadable(false);
        robot.interact(() -> screen.shown());
        assertThat(text("#timeline-notice-title")).isEqualTo("The record cannot be read");
        log.setReadable(true);
        robot.interact(() -> button("#timeline-notice-action").fire());
        assertThat(scene.lookup("#timeline-notice").isVisible()).isFalse();
    }

    private ListView<?> list() {
        return (ListView<?>) scene.lookup("#timeline-list");
    }

    private Button button(String id) {
        return (Button) scene.lookup(id);
    }

    private TextField field(String id) {
        return (TextField) scene.lookup(id);
    }

    private String text(String id) {
        return ((Labeled) scene.lookup(id)).getText();
    }
}
