package org.agntos.core.agent;

import static org.agntos.core.agent.TurnFixture.ask;
import static org.agntos.core.agent.TurnFixture.call;
import static org.agntos.core.agent.TurnFixture.calls;
import static org.agntos.core.agent.TurnFixture.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.core.agent.TurnFixture.Told;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.Usage;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Policy;
import org.agntos.core.policy.TieredPolicy;
import org.agntos.core.policy.Verdict;
import org.agntos.core.tool.Approvals;
import org.agntos.core.tool.Tool;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnLoopTest {
    private static final Policy EVERYTHING = (_, _) -> new Judgement(Verdict.ALLOW, "", "");
    private static final Policy ASKING = (_, _) -> new Judgement(Verdict.ASK, "It writes.", "Do it by hand.");

    @TempDir
    Path folder;

    private TurnFixture fixture;

    @BeforeEach
    void open() {
        fixture = new TurnFixture(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Conversation start(Policy policy, ScriptedModel.Script script) {
        return fixture.conversations(policy, List.of(new EchoTool()), script).start();
    }

    private static String outputs(List<Message> messages) {
        StringBuilder text = new StringBuilder();
        messages.forEach(message -> {
            if (message instanceof Message.FromTool tool) {
                text.append(tool.output()).append('\n');
            }
        });
        return text.toString();
    }

    @Test
    void aYesLetsExactlyThatCallRun() throws InterruptedException {
        Conversation conversation = start(
                ASKING,
                (prompt, listener) -> outputs(prompt.messages()).isEmpty()
                        ? calls(call("c1", "inspect", "x", 1))
                        : say(listener, outputs(prompt.messages())));
        try (Told told = new Told(conversation);
                var _ = conversation.attend()) {
            conversation.ask("do");
            AgentEvent.ApprovalAsked asked = told.next(AgentEvent.ApprovalAsked.class);
            assertThat(asked.what()).contains("inspect", "\"x\" : 1");
            assertThat(asked.why()).isEqualTo("It writes.");
            assertThat(conversation.decide("a-other", new Approvals.Decision.Allowed(Approvals.Scope.ONCE)))
                    .isFalse();
            assertThat(conversation.decide(asked.approvalId(), new Approvals.Decision.Allowed(Approvals.Scope.ONCE)))
                    .isTrue();
            assertThat(told.next(AgentEvent.ToolFinished.class).isSuccess()).isTrue();
            assertThat(told.next(AgentEvent.TurnFinished.class).end()).isEqualTo(new AgentEvent.End.Answered());
        }
    }

    @Test
    void theModelLearnsWhyAPersonSaidNo() throws InterruptedException {
        List<String> learnt = new ArrayList<>();
        Conversation conversation = start(ASKING, (prompt, listener) -> {
            if (outputs(prompt.messages()).isEmpty()) {
                return calls(call("c1", "inspect", "x", 1));
            }
            learnt.add(outputs(prompt.messages()));
            return say(listener, "ok");
        });
        try (Told told = new Told(conversation);
                var _ = conversation.attend()) {
            conversation.ask("do");
            AgentEvent.ApprovalAsked asked = told.next(AgentEvent.ApprovalAsked.class);
            conversation.decide(asked.approvalId(), new Approvals.Decision.Denied("The person said no: not today"));
            told.next(AgentEvent.TurnFinished.class);
        }
        assertThat(learnt).singleElement().asString().contains("not today", "denied", "Do it by hand.");
    }

    @Test
    void withNobodyThereNothingIsDone() throws InterruptedException {
        Conversation conversation = start(
                ASKING,
                (prompt, listener) -> outputs(prompt.messages()).isEmpty()
                        ? calls(call("c1", "inspect", "x", 1))
                        : say(listener, "ok"));
        ask(conversation, "do");
        assertThat(conversation.history()).noneMatch(AgentEvent.ApprovalAsked.class::isInstance);
        assertThat(conversation.history().toString()).contains("Nobody is here");
    }

    @Test
    void cancellingWithdrawsTheQuestion() throws InterruptedException {
        Conversation conversation = start(ASKING, (_, _) -> calls(call("c1", "inspect", "x", 1)));
        try (Told told = new Told(conversation);
                var _ = conversation.attend()) {
            conversation.ask("do");
            String id = told.next(AgentEvent.ApprovalAsked.class).approvalId();
            conversation.cancel();
            assertThat(told.next(AgentEvent.ApprovalDecided.class).decision())
                    .isInstanceOf(Approvals.Decision.Denied.class);
            assertThat(told.next(AgentEvent.TurnFinished.class).end()).isEqualTo(new AgentEvent.End.Cancelled());
            assertThat(conversation.decide(id, new Approvals.Decision.Allowed(Approvals.Scope.ONCE)))
                    .isFalse();
        }
    }

    @Test
    void whatIsSaidWhileItRunsIsHeardBeforeTheNextStep() throws InterruptedException {
        CountDownLatch isRunning = new CountDownLatch(1);
        CountDownLatch isSaid = new CountDownLatch(1);
        Conversation conversation = start(EVERYTHING, (prompt, listener) -> {
            if (prompt.messages().getLast() instanceof Message.FromUser(String words) && words.equals("but shorter")) {
                return say(listener, "shorter");
            }
            isRunning.countDown();
            isSaid.await();
            return say(listener, "long");
        });
        assertThat(conversation.steer("too early")).isFalse();
        try (Told told = new Told(conversation)) {
            conversation.ask("write");
            isRunning.await();
            assertThat(conversation.steer("but shorter")).isTrue();
            isSaid.countDown();
            told.next(AgentEvent.Steered.class);
            told.next(event -> event instanceof AgentEvent.AnswerDelta(int _, String text) && text.equals("shorter"));
            told.next(AgentEvent.TurnFinished.class);
        }
        assertThat(conversation.steer("too late")).isFalse();
    }

    @Test
    void wordsThatATurnNoLongerHeardAreKept() throws InterruptedException {
        CountDownLatch isRunning = new CountDownLatch(1);
        Conversation conversation = start(EVERYTHING, (_, _) -> {
            isRunning.countDown();
            new CountDownLatch(1).await();
            throw new IllegalStateException("never");
        });
        try (Told told = new Told(conversation)) {
            conversation.ask("write");
            isRunning.await();
            conversation.steer("keep this");
            conversation.cancel();
            assertThat(told.next(AgentEvent.Steered.class).words()).isEqualTo("keep this");
        }
    }

    @Test
    void aTurnHasOnlySoManyTokensAndSoMuchTime() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        fixture.limited(new TurnLimits(48, 3, 5, 3, 4, 1_000, Duration.ofMinutes(1)));
        Conversation expensive = start(
                EVERYTHING,
                (_, _) -> new Reply.Complete(
                        "", List.of(call("c", "inspect", "x", number.incrementAndGet())), new Usage(400, 20)));
        assertThat(ask(expensive, "go").toString()).contains("1000 tokens");
        assertThat(number).hasValue(3);

        fixture.limited(new TurnLimits(48, 3, 5, 3, 4, 1_000, Duration.ofMillis(200)));
        Conversation slow = start(EVERYTHING, (_, _) -> {
            new CountDownLatch(1).await();
            throw new IllegalStateException("never");
        });
        assertThat(ask(slow, "go").toString()).contains("so it was stopped");
    }

    @Test
    void threeDenialsInARowAreEnough() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        Conversation conversation = start(ASKING, (_, _) -> calls(call("c", "inspect", "x", number.incrementAndGet())));
        assertThat(ask(conversation, "go").toString()).contains("3 calls in a row were denied");
    }

    /// Fails its checks each time.
    private static final class UnsoundProposals implements Tool {
        private int made;

        @Override
        public ToolSpec spec() {
            return new ToolSpec(
                    "propose", "", JsonNodeFactory.instance.objectNode().put("type", "object"));
        }

        @Override
        public String label(ObjectNode arguments) {
            return "Proposing";
        }

        @Override
        public ToolResult run(ObjectNode arguments, ToolContext context) {
            made++;
            return new ToolResult(true, JsonNodeFactory.instance.objectNode().put("approvable", false), List.of());
        }
    }

    @Test
    void afterFourUnsoundProposalsTheModelMustSaySo() throws InterruptedException {
        UnsoundProposals tool = new UnsoundProposals();
        AtomicInteger number = new AtomicInteger();
        Conversation conversation = fixture.conversations(
                        EVERYTHING,
                        List.of(tool),
                        (prompt, listener) -> outputs(prompt.messages()).contains("Tell the person")
                                ? say(listener, "I could not do it.")
                                : calls(call("c", "propose", "x", number.incrementAndGet())))
                .start();
        assertThat(ask(conversation, "go")).isEqualTo(new AgentEvent.End.Answered());
        assertThat(tool.made).isEqualTo(4);
    }

    @Test
    void callsWithoutOrWithRepeatedIdsAreToldApart() throws InterruptedException {
        AtomicInteger replies = new AtomicInteger();
        Conversation conversation = start(
                EVERYTHING,
                (_, listener) -> replies.incrementAndGet() <= 2
                        ? calls(
                                call("", "inspect", "x", replies.get()),
                                call("same", "inspect", "y", replies.get()),
                                call("same", "inspect", "z", replies.get()))
                        : say(listener, "ok"));
        ask(conversation, "go");
        assertThat(conversation.history().stream()
                        .filter(AgentEvent.ToolStarted.class::isInstance)
                        .map(event -> ((AgentEvent.ToolStarted) event).callId())
                        .toList())
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void thinkingAndNoticesAreShownAndNoPartOfTheAnswer() throws InterruptedException {
        List<List<Message>> seen = new ArrayList<>();
        Conversation conversation = start(EVERYTHING, (prompt, listener) -> {
            seen.add(prompt.messages());
            listener.thinking("hm, ");
            listener.notice("Waiting 4 s: the server is busy.");
            return say(listener, "Yes.");
        });
        ask(conversation, "one");
        ask(conversation, "two");
        assertThat(conversation.history())
                .contains(
                        new AgentEvent.ThinkingDelta(1, "hm, "),
                        new AgentEvent.Notice(1, "Waiting 4 s: the server is busy."),
                        new AgentEvent.AnswerDelta(1, "Yes."));
        assertThat(seen.getLast())
                .containsExactly(
                        new Message.FromUser("one"),
                        new Message.FromAssistant("Yes.", List.of()),
                        new Message.FromUser("two"));
    }

    @Test
    void thePromptBeforeAllStaysTheSameAlsoAfterARestart() throws InterruptedException {
        List<String> systems = new ArrayList<>();
        ScriptedModel.Script script = (prompt, listener) -> {
            systems.add(prompt.system());
            return say(listener, "ok");
        };
        Conversation first = start(EVERYTHING, script);
        ask(first, "one");
        String stored = fixture.store().events(first.sessionId()).getFirst();
        assertThat(fixture.store().events(first.sessionId()).toString() + stored)
                .contains("system_prompt");
        Conversation again = fixture.conversations(EVERYTHING, List.of(new EchoTool()), script)
                .resume(first.sessionId())
                .orElseThrow();
        ask(again, "two");
        assertThat(systems).containsExactly("system", "system");
        assertThat(again.history().toString()).doesNotContain("system_prompt");
    }

    @Test
    void aLongConversationIsShortenedForTheModelAndStaysWholeForThePerson() throws InterruptedException {
        fixture.reading(4_000);
        List<List<Message>> seen = new ArrayList<>();
        Conversation conversation = start(EVERYTHING, (prompt, listener) -> {
            if (prompt.system().startsWith("Summarise")) {
                return say(listener, "SUMMARY of it");
            }
            seen.add(prompt.messages());
            boolean isFresh = prompt.messages().getLast() instanceof Message.FromUser;
            ObjectNode big = JsonNodeFactory.instance.objectNode().put("big", "x".repeat(3_000) + seen.size());
            return isFresh
                    ? calls(new org.agntos.core.model.ChatModel.ToolCall("c", "inspect", big))
                    : say(listener, "answer " + "y".repeat(1_500));
        });
        for (int i = 1; i <= 8; i++) {
            assertThat(ask(conversation, "request number " + i)).isEqualTo(new AgentEvent.End.Answered());
        }
        List<Message> last = seen.getLast();
        assertThat(last.toString())
                .contains("SUMMARY of it", "request number 1", "request number 8")
                .hasSizeLessThan(24_000);
        assertThat(conversation.history().toString())
                .contains("x".repeat(3_000) + "1")
                .doesNotContain("SUMMARY");

        Conversation again = fixture.conversations(EVERYTHING, List.of(new EchoTool()), (prompt, listener) -> {
                    seen.add(prompt.messages());
                    return say(listener, prompt.system().startsWith("Summarise") ? "SUMMARY of it" : "ok");
                })
                .resume(conversation.sessionId())
                .orElseThrow();
        ask(again, "and now");
        assertThat(seen.getLast().toString()).contains("SUMMARY of it");
    }

    @Test
    void everyCallHasAnAnswerAlsoAfterAKill() {
        List<AgentEvent> events = StoredSession.read(List.of(
                        AgentEventJson.write(new AgentEvent.TurnStarted(1, "do", java.time.Instant.EPOCH)),
                        AgentEventJson.write(new AgentEvent.ToolStarted(1, "c1", "inspect", "{}", "Looking")),
                        AgentEventJson.write(
                                new AgentEvent.ApprovalAsked(1, "c1", "a-1", "what", "why", Approvals.Scope.ONCE))))
                .events();
        assertThat(events).last().isInstanceOf(AgentEvent.TurnFinished.class);
        assertThat(events)
                .anyMatch(event -> event instanceof AgentEvent.ApprovalDecided(int _, String _, var decision)
                        && decision instanceof Approvals.Decision.Denied);
        assertThat(Transcript.messages(events))
                .anyMatch(message -> message instanceof Message.FromTool tool && !tool.isSuccess());
    }

    @Test
    void theBuiltInPolicyKnowsTheTool() throws InterruptedException {
        Conversation conversation = start(
                TieredPolicy.builtIn(),
                (prompt, listener) -> outputs(prompt.messages()).isEmpty()
                        ? calls(call("c1", "inspect", "x", 1))
                        : say(listener, "ok"));
        assertThat(ask(conversation, "go")).isEqualTo(new AgentEvent.End.Answered());
    }
}
