package org.agntos.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agntos.core.Subscription;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Models;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.Usage;
import org.agntos.core.policy.Policy;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SqliteSessionStore;
import org.agntos.core.tool.GrantStore;
import org.agntos.core.tool.PendingApprovals;
import org.agntos.core.tool.Tool;
import org.agntos.core.tool.ToolGate;

/// Conversations with a scripted model, a real gate and a real store.
final class TurnFixture implements AutoCloseable {
    private final SessionStore store;
    private final PendingApprovals approvals;
    private final Clock clock;
    private TurnLimits limits = TurnLimits.DEFAULT;
    private int contextTokens = 32_000;

    TurnFixture(Path folder, Clock clock) {
        this.store = new SqliteSessionStore(folder.resolve("state"), folder.resolve("native"));
        this.approvals = new PendingApprovals(new GrantStore(folder.resolve("approvals.jsonl"), clock));
        this.clock = clock;
    }

    TurnFixture limited(TurnLimits most) {
        limits = most;
        return this;
    }

    TurnFixture reading(int tokens) {
        contextTokens = tokens;
        return this;
    }

    SessionStore store() {
        return store;
    }

    StoredConversations conversations(Policy policy, List<Tool> tools, ScriptedModel.Script script) {
        ChatModel scripted = new ScriptedModel(script);
        ChatModel model = new ChatModel() {
            @Override
            public String displayName() {
                return scripted.displayName();
            }

            @Override
            public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
                return scripted.reply(prompt, listener);
            }

            @Override
            public OptionalInt contextTokens() {
                return OptionalInt.of(contextTokens);
            }
        };
        ToolGate gate = new ToolGate(tools, policy, approvals);
        return new StoredConversations(
                store,
                clock,
                new StoredConversation.Parts(
                        new TurnLoop(Models.only(model), gate, clock, limits), () -> "system", approvals, clock));
    }

    /// What a conversation tells, as a queue.
    static final class Told implements AutoCloseable {
        private final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
        private final Subscription subscription;

        Told(Conversation conversation) {
            this.subscription = conversation.subscribe(events::add);
        }

        <T extends AgentEvent> T next(Class<T> kind) throws InterruptedException {
            return kind.cast(next(kind::isInstance));
        }

        AgentEvent next(Predicate<AgentEvent> wanted) throws InterruptedException {
            while (true) {
                AgentEvent event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).as("an event").isNotNull();
                if (wanted.test(event)) {
                    return event;
                }
            }
        }

        @Override
        public void close() {
            subscription.close();
        }
    }

    static AgentEvent.End ask(Conversation conversation, String request) throws InterruptedException {
        try (Told told = new Told(conversation)) {
            assertThat(conversation.ask(request)).isTrue();
            return told.next(AgentEvent.TurnFinished.class).end();
        }
    }

    static ToolCall call(String id, String tool, String field, int value) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put(field, value);
        return new ToolCall(id, tool, arguments);
    }

    static Reply calls(ToolCall... calls) {
        return new Reply.Complete("", List.of(calls), Usage.UNKNOWN);
    }

    static Reply say(ReplyListener listener, String text) {
        listener.text(text);
        return new Reply.Complete(text, List.of(), Usage.UNKNOWN);
    }

    @Override
    public void close() {
        store.close();
    }
}
