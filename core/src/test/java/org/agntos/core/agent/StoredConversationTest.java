package org.agntos.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.core.Subscription;
import org.agntos.core.change.ProposalId;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Models;
import org.agntos.core.model.Secrets;
import org.agntos.core.model.Usage;
import org.agntos.core.policy.TieredPolicy;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SqliteSessionStore;
import org.agntos.core.tool.GrantStore;
import org.agntos.core.tool.PendingApprovals;
import org.agntos.core.tool.ToolGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredConversationTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = new SqliteSessionStore(folder.resolve("state"), folder.resolve("native"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StoredConversations conversations(ScriptedModel.Script script) {
        PendingApprovals approvals = new PendingApprovals(new GrantStore(folder.resolve("approvals.jsonl"), CLOCK));
        ToolGate gate = new ToolGate(List.of(new EchoTool()), TieredPolicy.builtIn(), approvals);
        Models models = Models.only(new ScriptedModel(script));
        return new StoredConversations(models, gate, store, () -> "system", approvals, CLOCK);
    }

    private static List<AgentEvent> ask(Conversation conversation, String request) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        List<AgentEvent> events = new ArrayList<>();
        try (Subscription _ = conversation.subscribe(event -> {
            events.add(event);
            if (event instanceof AgentEvent.TurnFinished) {
                ended.countDown();
            }
        })) {
            assertThat(conversation.ask(request)).isTrue();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
        return events;
    }

    private static ToolCall call(String id, String field, int value) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put(field, value);
        return new ToolCall(id, "inspect", arguments);
    }

    private static Reply call(ToolCall... calls) {
        return new Reply.Complete("", List.of(calls), Usage.UNKNOWN);
    }

    private static Reply say(String text) {
        return new Reply.Complete(text, List.of(), Usage.UNKNOWN);
    }

    private static AgentEvent.End end(List<AgentEvent> events) {
        return ((AgentEvent.TurnFinished) events.getLast()).end();
    }

    @Test
    void aTurnIsToldInOrder() throws InterruptedException {
        Conversation conversation = conversations((prompt, listener) -> {
                    if (prompt.messages().getLast() instanceof Message.FromUser) {
                        return call(call("c1", "propose", 1));
                    }
                    listener.text("Done, ");
                    listener.text("look.");
                    return say("Done, look.");
                })
                .start();

        assertThat(ask(conversation, "install htop"))
                .containsExactly(
                        new AgentEvent.TurnStarted(1, "install htop", NOW),
                        new AgentEvent.ToolStarted(1, "c1", "inspect", "{\"propose\":1}", "Echoing"),
                        new AgentEvent.ToolFinished(1, "c1", true, "{\"propose\":1}"),
                        new AgentEvent.ProposalReady(1, new ProposalId("p-1")),
                        new AgentEvent.AnswerDelta(1, "Done, "),
                        new AgentEvent.AnswerDelta(1, "look."),
                        new AgentEvent.TurnFinished(1, new AgentEvent.End.Answered(), NOW));
        assertThat(conversation.isBusy()).isFalse();
    }

    @Test
    void aConversationIsResumedAsItWasAndTheModelSeesIt() throws InterruptedException {
        List<List<Message>> seen = new ArrayList<>();
        ScriptedModel.Script script = (prompt, listener) -> {
            seen.add(prompt.messages());
            listener.text("Hello.");
            return say("Hello.");
        };
        Conversation first = conversations(script).start();
        ask(first, "hi");
        Conversation resumed = conversations(script).resumeLast().orElseThrow();

        assertThat(resumed.sessionId()).isEqualTo(first.sessionId());
        assertThat(resumed.history()).isEqualTo(first.history());

        ask(resumed, "and now?");
        assertThat(seen.getLast())
                .containsExactly(
                        new Message.FromUser("hi"),
                        new Message.FromAssistant("Hello.", List.of()),
                        new Message.FromUser("and now?"));
        assertThat(conversations(script).list())
                .containsExactly(new Conversations.Summary(first.sessionId(), "hi", NOW, 2));
    }

    @Test
    void aTurnThatAKilledProgramLeftOpenIsClosedWhenReadAgain() {
        String started = AgentEventJson.write(new AgentEvent.TurnStarted(1, "install htop", NOW));
        String piece = AgentEventJson.write(new AgentEvent.AnswerDelta(1, "I am "));
        store.append(
                "s-1",
                List.of(new SessionStore.StoredEvent(started, NOW), new SessionStore.StoredEvent(piece, NOW)),
                List.of());

        List<AgentEvent> history =
                conversations((_, _) -> say("")).resumeLast().orElseThrow().history();

        assertThat(history).hasSize(3);
        assertThat(end(history)).isInstanceOf(AgentEvent.End.Failed.class);
    }

    @Test
    void cancellingStopsTheModel() throws InterruptedException {
        CountDownLatch isThinking = new CountDownLatch(1);
        Conversation conversation = conversations((_, listener) -> {
                    listener.text("Let me think");
                    isThinking.countDown();
                    new CountDownLatch(1).await();
                    return say("never");
                })
                .start();
        CountDownLatch ended = new CountDownLatch(1);
        List<AgentEvent> events = new ArrayList<>();
        try (Subscription _ = conversation.subscribe(event -> {
            events.add(event);
            if (event instanceof AgentEvent.TurnFinished) {
                ended.countDown();
            }
        })) {
            conversation.ask("think");
            assertThat(isThinking.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(conversation.ask("another")).as("one turn at a time").isFalse();
            conversation.cancel();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(end(events)).isEqualTo(new AgentEvent.End.Cancelled());
        assertThat(conversations((_, _) -> say("")).resumeLast().orElseThrow().history())
                .isEqualTo(events);
    }

    @Test
    void whoHearsOfTheEndMayAskAgain() throws InterruptedException {
        Conversation conversation = conversations((_, _) -> say("ok")).start();
        CountDownLatch second = new CountDownLatch(2);
        try (Subscription _ = conversation.subscribe(event -> {
            if (event instanceof AgentEvent.TurnFinished finished) {
                second.countDown();
                if (finished.turn() == 1) {
                    assertThat(conversation.ask("again")).isTrue();
                }
            }
        })) {
            conversation.ask("once");
            assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theSameCallThreeTimesIsEnough() throws InterruptedException {
        AtomicInteger replies = new AtomicInteger();
        Conversation conversation = conversations((_, _) -> call(call("c" + replies.incrementAndGet(), "x", 1)))
                .start();

        assertThat(end(ask(conversation, "loop")).toString()).contains("3 times");
        assertThat(replies).hasValue(4);
    }

    @Test
    void fiveErrorsInARowAreEnough() throws InterruptedException {
        AtomicInteger replies = new AtomicInteger();
        Conversation conversation = conversations((_, _) -> {
                    int number = replies.incrementAndGet();
                    return call(call("c" + number, "fail", number));
                })
                .start();

        assertThat(end(ask(conversation, "fail")).toString()).contains("5 tool calls in a row");
        assertThat(replies).hasValue(5);
    }

    @Test
    void fortyEightStepsAreEnough() throws InterruptedException {
        AtomicInteger replies = new AtomicInteger();
        Conversation conversation = conversations((_, _) -> {
                    int number = replies.incrementAndGet();
                    return call(call("c" + number, "x", number));
                })
                .start();

        assertThat(end(ask(conversation, "on and on")).toString()).contains("48 steps");
    }

    @Test
    void aBugInTheModelEndsTheTurnAndNotTheConversation() throws InterruptedException {
        AtomicInteger replies = new AtomicInteger();
        Conversation conversation = conversations((_, _) -> {
                    if (replies.incrementAndGet() == 1) {
                        throw new IllegalStateException("oops");
                    }
                    return say("fine");
                })
                .start();

        assertThat(end(ask(conversation, "one"))).isInstanceOf(AgentEvent.End.Failed.class);
        assertThat(end(ask(conversation, "two"))).isEqualTo(new AgentEvent.End.Answered());
    }

    @Test
    void keysAreNeitherStoredNorShownToTheModel() throws InterruptedException {
        List<Message> seen = new ArrayList<>();
        Conversation conversation = conversations((prompt, _) -> {
                    seen.addAll(prompt.messages());
                    return say("ok");
                })
                .start();
        ask(conversation, "put sk-live-1234567890 into environment.variables");

        assertThat(seen.toString() + store.events(conversation.sessionId()))
                .doesNotContain("1234567890")
                .contains(Secrets.MARK);
    }

    @Test
    void whatWasSaidIsFoundAgain() throws InterruptedException {
        ask(conversations((_, _) -> say("ok")).start(), "install the markdown editor");

        assertThat(store.search("markdown edit\"or", 5)).isEmpty();
        assertThat(store.search("markdown editor", 5))
                .extracting(SessionStore.Hit::content)
                .containsExactly("install the markdown editor");
    }
}
