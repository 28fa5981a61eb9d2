package org.agntos.app.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.Samples;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.tool.Approvals;
import org.agntos.core.tool.Approvals.Scope;
import org.junit.jupiter.api.Test;

class ChatViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final ProposalId HTOP = new ProposalId("p-1");

    private final FakeConversation conversation = new FakeConversation();
    private final FakeProposals proposals = new FakeProposals();
    private final List<Destination> visited = new ArrayList<>();
    private final ChatViewModel model =
            new ChatViewModel(conversation.alone(), proposals, visited::add, Threads.direct());

    private void answerWith(AgentEvent... events) {
        conversation.answering((speaker, request) -> {
            speaker.send(new AgentEvent.TurnStarted(1, request, NOW));
            List.of(events).forEach(speaker::send);
        });
    }

    private static AgentEvent finished() {
        return new AgentEvent.TurnFinished(1, new AgentEvent.End.Answered(), NOW);
    }

    @Test
    void sendingAsksAndEmptiesTheInput() {
        answerWith();
        model.input().set("  install htop  ");

        model.send();

        assertThat(conversation.requests()).containsExactly("install htop");
        assertThat(model.input().get()).isEmpty();
        assertThat(model.busy().get()).isTrue();
        assertThat(model.turns()).extracting(Turn::request).containsExactly("install htop");
    }

    @Test
    void aQuestionShowsTheExactCallAndIsAnsweredOnce() {
        answerWith(
                new AgentEvent.ToolStarted(1, "c1", "run_bash", "{}", "Running make"),
                new AgentEvent.ApprovalAsked(1, "c1", "a-1", "make\nIt may change", "It writes.", Scope.SESSION));
        model.ask("build it");
        Turn.Question question =
                (Turn.Question) model.turns().getFirst().parts().getLast();
        assertThat(question.what()).isEqualTo("make\nIt may change");
        assertThat(question.widest()).isEqualTo(Scope.SESSION);
        assertThat(question.decision().get()).isEmpty();
        assertThat(conversation.attending()).isEqualTo(1);

        Approvals.Decision denial = new Approvals.Decision.Denied("The person said no: not now");
        model.decide(question, denial);
        assertThat(conversation.decisions()).containsEntry("a-1", denial);
        conversation.send(new AgentEvent.ApprovalDecided(1, "a-1", denial));
        assertThat(question.decision().get()).contains(denial);

        model.startNew();
        assertThat(conversation.attending()).as("nobody looks any more").isZero();
    }

    @Test
    void whatIsSentWhileATurnRunsGoesToIt() {
        answerWith(new AgentEvent.ThinkingDelta(1, "hm "), new AgentEvent.ThinkingDelta(1, "hm"));
        model.ask("install htop");
        model.input().set("and vim");
        model.send();
        assertThat(conversation.steered()).containsExactly("and vim");
        assertThat(model.input().get()).isEmpty();
        conversation.send(new AgentEvent.Steered(1, "and vim", NOW));
        conversation.send(new AgentEvent.Notice(1, "Waiting 4 s: the server is busy."));

        List<Turn.Part> parts = model.turns().getFirst().parts();
        assertThat(parts).hasSize(3);
        assertThat(((Turn.Thought) parts.getFirst()).text().get()).isEqualTo("hm hm");
        assertThat(parts).contains(new Turn.SaidMore("and vim"), new Turn.Remark("Waiting 4 s: the server is busy."));
    }

    @Test
    void blankRequestsAreNotSent() {
        model.input().set(" \n ");

        model.send();

        assertThat(conversation.requests()).isEmpty();
    }

    @Test
    void piecesOfAnAnswerGrowTogether() {
        answerWith(new AgentEvent.AnswerDelta(1, "I can "), new AgentEvent.AnswerDelta(1, "do that."), finished());

        model.ask("install htop");

        Turn turn = model.turns().getFirst();
        assertThat(turn.parts()).hasSize(1);
        assertThat(turn.answerText()).isEqualTo("I can do that.");
        assertThat(turn.end().get()).contains(new AgentEvent.End.Answered());
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void toolStepsKeepTheirPlaceBetweenThePiecesOfText() {
        answerWith(
                new AgentEvent.AnswerDelta(1, "Looking."),
                new AgentEvent.ToolStarted(1, "c1", "propose", "{}", "Checking the change"),
                new AgentEvent.ToolFinished(1, "c1", false, "no such package"),
                new AgentEvent.AnswerDelta(1, "It does not exist."),
                finished());

        model.ask("install htopp");

        List<Turn.Part> parts = model.turns().getFirst().parts();
        assertThat(parts).hasSize(3);
        assertThat(parts.get(1)).isInstanceOfSatisfying(Turn.Step.class, step -> {
            assertThat(step.label()).isEqualTo("Checking the change");
            assertThat(step.state().get()).isEqualTo(Turn.Step.State.FAILED);
            assertThat(step.output().get()).isEqualTo("no such package");
        });
    }

    @Test
    void aProposalCardFollowsTheStore() {
        proposals.put(Samples.htop());
        answerWith(new AgentEvent.ProposalReady(1, HTOP), finished());
        model.ask("install htop");

        proposals.setStatus(HTOP, ProposalStatus.APPLIED);

        Turn.Proposed card = (Turn.Proposed) model.turns().getFirst().parts().getFirst();
        Optional<Proposals.Lookup> lookup = card.lookup().get();
        assertThat(lookup)
                .get()
                .isInstanceOfSatisfying(
                        Proposals.Lookup.Found.class,
                        found -> assertThat(found.proposal().status()).isEqualTo(ProposalStatus.APPLIED));
    }

    @Test
    void whileATurnRunsTheNextRequestWaitsInTheInput() {
        answerWith();
        model.ask("install htop");

        model.ask("install btop");

        assertThat(conversation.requests()).containsExactly("install htop");
        assertThat(model.input().get()).isEqualTo("install btop");
    }

    @Test
    void stoppingCancelsTheConversation() {
        answerWith();
        model.ask("install htop");

        model.stop();

        assertThat(conversation.isCancelled()).isTrue();
    }

    @Test
    void upRecallsTheLastRequestIntoAnEmptyInput() {
        answerWith(finished());
        model.ask("install htop");

        assertThat(model.recall()).isTrue();
        assertThat(model.input().get()).isEqualTo("install htop");
        assertThat(model.recall()).as("an input in use").isFalse();
    }

    @Test
    void theLastConversationIsShownAgainAfterARestart() {
        conversation.send(new AgentEvent.TurnStarted(1, "install htop", NOW));
        conversation.send(new AgentEvent.AnswerDelta(1, "Done."));
        conversation.send(finished());

        model.resumeLast();

        assertThat(model.turns()).extracting(Turn::answerText).containsExactly("Done.");
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void aNewChatLeavesTheOldConversation() {
        answerWith(finished());
        model.ask("install htop");

        model.arrive(new Destination.NewChat());

        assertThat(model.turns()).isEmpty();
        assertThat(conversation.listeners()).isZero();
    }

    @Test
    void lateEventsOfAConversationThatWasLeftAreIgnored() {
        List<Runnable> frames = new ArrayList<>();
        ChatViewModel slow = new ChatViewModel(
                conversation.alone(), proposals, visited::add, new Threads(Runnable::run, frames::add, Runnable::run));
        answerWith(new AgentEvent.AnswerDelta(1, "too late"), finished());
        slow.ask("install htop");

        slow.startNew();
        List.copyOf(frames).forEach(Runnable::run);

        assertThat(slow.turns()).isEmpty();
    }

    @Test
    void aStreamIsPublishedOnceAFrame() {
        List<Runnable> frames = new ArrayList<>();
        ChatViewModel slow = new ChatViewModel(
                conversation.alone(), proposals, visited::add, new Threads(Runnable::run, frames::add, Runnable::run));
        answerWith(
                new AgentEvent.AnswerDelta(1, "one "),
                new AgentEvent.AnswerDelta(1, "two "),
                new AgentEvent.AnswerDelta(1, "three"));

        slow.ask("count");

        assertThat(frames).hasSize(1);
        frames.getFirst().run();
        assertThat(slow.turns().getFirst().answerText()).isEqualTo("one two three");
    }

    @Test
    void cardsLeadToTheReview() {
        model.review(HTOP);
        model.reviewUndo("a-1");

        assertThat(visited).containsExactly(new Destination.Review(HTOP), new Destination.ReviewUndo("a-1"));
    }
}
