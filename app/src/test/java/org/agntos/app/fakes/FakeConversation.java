package org.agntos.app.fakes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.agent.Conversation;
import org.agntos.core.agent.Conversations;
import org.agntos.core.tool.Approvals;

/// A conversation whose events a test sends; also the only conversation of its [Conversations].
public final class FakeConversation implements Conversation {
    private final List<AgentEvent> history = new ArrayList<>();
    private final List<Consumer<AgentEvent>> listeners = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private BiConsumer<FakeConversation, String> script = (_, _) -> {};
    private final List<String> steered = new ArrayList<>();
    private final Map<String, Approvals.Decision> decisions = new HashMap<>();
    private int attending;
    private boolean isBusy;
    private boolean isCancelled;

    /// What happens when a request is asked.
    public FakeConversation answering(BiConsumer<FakeConversation, String> answer) {
        script = answer;
        return this;
    }

    public void send(AgentEvent event) {
        isBusy = !(event instanceof AgentEvent.TurnFinished);
        history.add(event);
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public boolean isCancelled() {
        return isCancelled;
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public String sessionId() {
        return "s-1";
    }

    @Override
    public List<AgentEvent> history() {
        return List.copyOf(history);
    }

    @Override
    public boolean ask(String request) {
        if (isBusy) {
            return false;
        }
        requests.add(request);
        script.accept(this, request);
        return true;
    }

    @Override
    public boolean isBusy() {
        return isBusy;
    }

    @Override
    public void cancel() {
        isCancelled = true;
    }

    @Override
    public Subscription subscribe(Consumer<AgentEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean steer(String words) {
        steered.add(words);
        return isBusy;
    }

    @Override
    public Subscription attend() {
        attending++;
        return () -> attending--;
    }

    @Override
    public boolean decide(String approvalId, Approvals.Decision decision) {
        decisions.put(approvalId, decision);
        return true;
    }

    /// What was said while a turn ran.
    public List<String> steered() {
        return List.copyOf(steered);
    }

    public int attending() {
        return attending;
    }

    public Map<String, Approvals.Decision> decisions() {
        return Map.copyOf(decisions);
    }

    @Override
    public void close() {}

    /// A store with this conversation in it.
    public Conversations alone() {
        return new Conversations() {
            @Override
            public Conversation start() {
                return FakeConversation.this;
            }

            @Override
            public Optional<Conversation> resumeLast() {
                return history.isEmpty() ? Optional.empty() : Optional.of(FakeConversation.this);
            }

            @Override
            public Optional<Conversation> resume(String sessionId) {
                return Optional.of(FakeConversation.this);
            }

            @Override
            public List<Summary> list() {
                return List.of();
            }
        };
    }
}
