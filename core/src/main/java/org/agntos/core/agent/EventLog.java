package org.agntos.core.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SessionStore.StoredEvent;
import org.agntos.core.session.SessionStore.StoredTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events of one conversation: in memory, on disk, and to those who listen. An event is on disk before anyone is
/// told, but for pieces of text, which are joined for at most [#FLUSH_AFTER] characters. Only the turn's thread adds.
final class EventLog {
    private static final int FLUSH_AFTER = 200;
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final String sessionId;
    private final SessionStore store;
    private final List<AgentEvent> events;
    private final List<Consumer<AgentEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock delivery = new ReentrantLock();
    private final StringBuilder unstored = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();

    EventLog(String sessionId, SessionStore store, List<AgentEvent> events) {
        this.sessionId = sessionId;
        this.store = store;
        this.events = new ArrayList<>(events);
    }

    synchronized List<AgentEvent> all() {
        return List.copyOf(events);
    }

    Subscription subscribe(Consumer<AgentEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void add(AgentEvent event, Instant now) {
        addThen(event, now, () -> {});
    }

    /// Adds an event and runs `before` between recording and telling; events of other threads wait for both.
    void addThen(AgentEvent event, Instant now, Runnable before) {
        delivery.lock();
        try {
            store(event, now);
            remember(event);
            before.run();
            listeners.forEach(listener -> tell(listener, event));
        } finally {
            delivery.unlock();
        }
    }

    private void store(AgentEvent event, Instant now) {
        if (event instanceof AgentEvent.AnswerDelta delta) {
            unstored.append(delta.text());
            answer.append(delta.text());
            if (unstored.length() >= FLUSH_AFTER) {
                store.append(sessionId, takeUnstored(delta.turn(), now), List.of());
            }
        } else {
            List<StoredEvent> stored = takeUnstored(turn(event), now);
            stored.add(new StoredEvent(AgentEventJson.write(event), now));
            store.append(sessionId, stored, turns(event, now));
        }
    }

    private synchronized void remember(AgentEvent event) {
        events.add(event);
    }

    /// Adds an event that cannot be stored, because the store is what failed.
    void tellOnly(AgentEvent event) {
        remember(event);
        listeners.forEach(listener -> tell(listener, event));
    }

    /// One listener's bug must not end the turn or keep the event from the others.
    private static void tell(Consumer<AgentEvent> listener, AgentEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    private List<StoredEvent> takeUnstored(int turn, Instant now) {
        List<StoredEvent> stored = new ArrayList<>();
        if (!unstored.isEmpty()) {
            stored.add(
                    new StoredEvent(AgentEventJson.write(new AgentEvent.AnswerDelta(turn, unstored.toString())), now));
            unstored.setLength(0);
        }
        return stored;
    }

    private List<StoredTurn> turns(AgentEvent event, Instant now) {
        return switch (event) {
            case AgentEvent.TurnStarted started -> {
                answer.setLength(0);
                yield List.of(new StoredTurn("user", started.request(), "", now));
            }
            case AgentEvent.ToolFinished finished ->
                List.of(new StoredTurn("tool", finished.output(), toolOf(finished.callId()), now));
            case AgentEvent.TurnFinished _ ->
                answer.isEmpty() ? List.of() : List.of(new StoredTurn("assistant", answer.toString(), "", now));
            case AgentEvent.AnswerDelta _,
                    AgentEvent.ToolStarted _,
                    AgentEvent.ProposalReady _,
                    AgentEvent.UndoSuggested _ -> List.of();
        };
    }

    private synchronized String toolOf(String callId) {
        for (AgentEvent event : events.reversed()) {
            if (event instanceof AgentEvent.ToolStarted started
                    && started.callId().equals(callId)) {
                return started.tool();
            }
        }
        return "";
    }

    private static int turn(AgentEvent event) {
        return switch (event) {
            case AgentEvent.TurnStarted started -> started.turn();
            case AgentEvent.AnswerDelta delta -> delta.turn();
            case AgentEvent.ToolStarted started -> started.turn();
            case AgentEvent.ToolFinished finished -> finished.turn();
            case AgentEvent.ProposalReady ready -> ready.turn();
            case AgentEvent.UndoSuggested suggested -> suggested.turn();
            case AgentEvent.TurnFinished finished -> finished.turn();
        };
    }
}
