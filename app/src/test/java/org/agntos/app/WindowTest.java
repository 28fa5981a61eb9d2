package org.agntos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.FakeSubmit;
import org.agntos.app.fakes.Samples;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.ErrorReport;
import org.agntos.app.shell.Place;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Risk;
import org.agntos.core.machine.MachineKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // open() comes before every test
class WindowTest {
    private static final ProposalId HTOP = new ProposalId("p-1");

    private final FakeConversation conversation = new FakeConversation();
    private final FakeProposals proposals = new FakeProposals();
    private final FakeSubmit submit = new FakeSubmit();
    private Window window;

    @Start
    void open(Stage stage) {
        proposals.put(Samples.htop());
        conversation.answering((speaker, request) -> {
            speaker.send(new AgentEvent.TurnStarted(1, request, Instant.EPOCH));
            speaker.send(new AgentEvent.AnswerDelta(1, "I drafted **that**."));
            speaker.send(new AgentEvent.ProposalReady(1, HTOP));
            speaker.send(new AgentEvent.TurnFinished(1, new AgentEvent.End.Answered(), Instant.EPOCH));
        });
        window = Window.onFakes(stage, conversation, proposals, submit);
    }

    private String text(String selector) {
        Node node = window.await(selector);
        return Window.onFx(() -> ((Label) node).getText());
    }

    private void review(ProposalId id) {
        Window.onFx(() -> {
            window.shell.go(new Destination.Review(id));
            return true;
        });
        window.await("#review-title");
    }

    @Test
    void aRequestIsTypedAndItsProposalReviewed(FxRobot robot) {
        window.await("#chat-input");
        robot.write("htop").push(KeyCode.ENTER);

        assertThat(text("#chat-request-1")).isEqualTo("htop");
        window.await("#chat-proposal-p-1");
        robot.clickOn("#chat-review-p-1");
        assertThat(text("#review-title")).isEqualTo("Install htop");
        assertThat(text("#review-request")).isEqualTo("install htop");
    }

    @Test
    void examplesCanBeAskedByAPress(FxRobot robot) {
        window.await("#chat-example-1");
        robot.clickOn("#chat-example-1");

        window.await("#chat-request-1");
        assertThat(conversation.requests()).containsExactly("install htop");
    }

    @Test
    void shiftEnterStartsANewLine(FxRobot robot) {
        TextArea input = (TextArea) window.await("#chat-input");
        robot.write("a");
        robot.press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot.write("b");

        String written = Window.onFx(input::getText);
        assertThat(written).isEqualTo("a\nb");
        assertThat(conversation.requests()).isEmpty();
    }

    @Test
    void practiceIsPromisedOnPracticeMachinesAlone() {
        assertThat(text("#shell-machine-promise")).isEmpty();

        Window.onFx(() -> {
            window.shell.setMachine(MachineKind.NIXOS_FLAKE, "NixOS with the flake /etc/nixos#desk");
            return true;
        });
        assertThat(text("#shell-machine-title")).isEqualTo("This NixOS");
        assertThat(text("#shell-machine-promise")).startsWith("Changes are real");

        Window.onFx(() -> {
            window.shell.setMachine(MachineKind.PRACTICE, "Practice machine");
            return true;
        });
        assertThat(text("#shell-machine-promise")).isEqualTo("Nothing real is changed.");
    }

    @Test
    void theDigitsGoToTheScreens(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        Window.until("changes", () -> window.shell.place().get() == Place.CHANGES);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        Window.until("timeline", () -> window.shell.place().get() == Place.TIMELINE);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        Window.until("chat", () -> window.shell.place().get() == Place.CHAT);
        Node input = window.await("#chat-input");
        Window.until("the input has the focus", input::isFocused);
    }

    @Test
    void f1ShowsTheShortcutsAndEscapeClosesThem(FxRobot robot) {
        window.await("#chat-input");
        robot.push(KeyCode.F1);
        window.await("#shell-shortcuts");

        robot.push(KeyCode.ESCAPE);

        Window.until("the sheet is closed", () -> !window.shell.shortcutsShown().get());
        Window.until(
                "the keyboard is back in the chat",
                () -> window.scene.lookup("#chat-input").isFocused());
    }

    @Test
    void theErrorViewSaysWhatToDoAndIsClosedByItsButton(FxRobot robot) {
        Window.onFx(() -> {
            window.shell.show(new ErrorReport(
                    "Not applied",
                    "It broke.",
                    "All is kept.",
                    "Try again.",
                    "E-1",
                    List.of("line"),
                    Optional.empty()));
            return true;
        });

        assertThat(text("#shell-error-happened")).isEqualTo("It broke.");
        assertThat(text("#shell-error-kept")).isEqualTo("All is kept.");
        assertThat(text("#shell-error-next")).isEqualTo("Try again.");
        assertThat(text("#shell-error-code")).isEqualTo("E-1");
        robot.push(KeyCode.ENTER);
        Window.until("the error is closed", () -> window.shell.error().get().isEmpty());
    }

    @Test
    void ctrlEnterApprovesAndTheToastOffersUndo(FxRobot robot) {
        review(HTOP);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);

        assertThat(text("#shell-toast-text")).isEqualTo("Applied: Install htop");
        assertThat(submit.orders).containsExactly("apply p-1 " + Samples.htop().digest());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        window.await("#review-impossible");
    }

    @Test
    void aHighRiskIsNotApprovedByEnterAlone(FxRobot robot) {
        proposals.put(Samples.proposal(
                "p-2",
                "Let root log in",
                "let root log in",
                Map.of(Samples.HTOP, Samples.HTOP_NIX),
                Samples.passed(),
                Risk.Level.HIGH));
        review(new ProposalId("p-2"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        Node yes = window.await("#review-confirm-yes");
        Button no = (Button) window.await("#review-confirm-no");
        Window.until("the focus is on the harmless answer", no::isFocused);

        robot.push(KeyCode.ENTER);

        assertThat(submit.orders).isEmpty();
        Window.until("the question is gone", () -> !yes.getParent().isVisible());
    }

    @Test
    void aRedProposalSaysWhyItCannotBeApproved() {
        proposals.put(Samples.proposal(
                "p-3",
                "Install htopp",
                "install htopp",
                Map.of(Samples.HTOP, Samples.HTOP_NIX),
                Samples.failedGrounding(),
                Risk.Level.LOW));
        review(new ProposalId("p-3"));

        assertThat(text("#review-blocked")).contains("Names and types");
        assertThat(window.await("#review-approve").isDisabled()).isTrue();
        ToggleButton checks = (ToggleButton) window.await("#review-tab-checks");
        assertThat(checks.isSelected()).isTrue();
        assertThat(((Button) window.await("#review-fix")).getText()).isEqualTo("Use this fix");
        assertThat(((ToggleButton) window.await("#review-trace")).getText()).isEqualTo("What Nix said");
    }

    @Test
    void everyControlHasANameOfItsOwn() {
        window.await("#chat-input");
        review(HTOP);
        List<String> nameless = Window.<List<String>>onFx(() -> window.scene.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(Window::isShown)
                .filter(button -> (button.getText() == null || button.getText().isBlank())
                        && (button.getAccessibleText() == null
                                || button.getAccessibleText().isBlank()))
                .map(Node::toString)
                .toList());
        assertThat(nameless).isEmpty();
    }
}
