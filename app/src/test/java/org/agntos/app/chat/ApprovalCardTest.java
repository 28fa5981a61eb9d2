package org.agntos.app.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.platform.Threads;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.tool.Approvals.Decision;
import org.agntos.core.tool.Approvals.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start() first
class ApprovalCardTest {
    private static final String CALL = "make install\n\nIt may change everything in ~/project";

    private final FakeConversation conversation = new FakeConversation();
    private VBox box;
    private ChatViewModel model;

    @Start
    void start(Stage stage) {
        model = new ChatViewModel(conversation.alone(), new FakeProposals(), _ -> {}, Threads.direct());
        box = new VBox();
        Scene scene = new Scene(box, 700, 500);
        new ThemeSwitch(scene).apply(Theme.DARK);
        stage.setScene(scene);
        stage.show();
    }

    private void ask(FxRobot robot, Scope widest) {
        robot.interact(() -> {
            conversation.answering((speaker, request) -> {
                speaker.send(new AgentEvent.TurnStarted(1, request, Instant.EPOCH));
                speaker.send(new AgentEvent.ApprovalAsked(1, "c1", "a-1", CALL, "It writes.", widest));
            });
            model.ask("build it");
            Turn.Question question =
                    (Turn.Question) model.turns().getFirst().parts().getFirst();
            box.getChildren().setAll(new ApprovalCard(model, question));
        });
    }

    @Test
    void itShowsTheWholeCallAndAnswersWithTheReason(FxRobot robot) {
        ask(robot, Scope.ALWAYS);
        assertThat(robot.lookup("#chat-approval-call-a-1").queryAs(Label.class).getText())
                .isEqualTo(CALL);
        assertThat(robot.lookup(".button").queryAllAs(Button.class))
                .extracting(Button::getText)
                .containsExactly("Allow once", "Allow in this chat", "Always allow", "Deny");

        robot.interact(() -> {
            robot.lookup("#chat-approval-reason-a-1").queryAs(TextField.class).setText("not on a Friday");
            robot.lookup("#chat-approval-deny-a-1").queryButton().fire();
        });
        assertThat(conversation.decisions())
                .containsEntry("a-1", new Decision.Denied("The person said no: not on a Friday"));
    }

    @Test
    void aChangeOfTheSystemIsAllowedOnceOnly(FxRobot robot) {
        ask(robot, Scope.ONCE);
        assertThat(robot.lookup(".button").queryAllAs(Button.class))
                .extracting(Button::getText)
                .containsExactly("Allow once", "Deny");

        robot.interact(() -> {
            robot.lookup("#chat-approval-once-a-1").queryButton().fire();
            conversation.send(new AgentEvent.ApprovalDecided(1, "a-1", new Decision.Allowed(Scope.ONCE)));
        });
        assertThat(conversation.decisions()).containsEntry("a-1", new Decision.Allowed(Scope.ONCE));
        assertThat(robot.lookup(".button").queryAllAs(Button.class)).isEmpty();
        assertThat(robot.lookup(".small").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("You allowed this once.");
    }
}
