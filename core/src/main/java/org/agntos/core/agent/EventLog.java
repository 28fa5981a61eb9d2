package org.agntos.core.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agntos.core.Subscription;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SessionStore.StoredEvent;
import org.agntos.core.session.SessionStore.StoredTurn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events of one conversation: in memory, on disk, and to those who listen. An event is on disk before anyone is
/// told. Pieces of text are joined for at most [#FLUSH_AFTER] characters and about two frames of a screen, as long as
/// somebody calls [#flush] that often. Safe for any thread.
final class EventLog {
    private static final int FLUSH_AFTER = 200;
    private static final Duration FRAME = Duration.ofMillis(30);
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final String sessionId;
    private final SessionStore store;
    private final List<AgentEvent> events;
    private final List<Consumer<AgentEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock delivery = new ReentrantLock();
    private final StringBuilder answer = new StringBuilder();
    private Optional<StoredSession.Summary> summary;
    private Optional<String> system;
    private @Nullable AgentEvent waiting;
    private Instant lastFlush = Instant.EPOCH;

    EventLog(String sessionId, SessionStore store, StoredSession stored) {
        this.sessionId = sessionId;
        this.store = store;
        this.events = new ArrayList<>(stored.events());
        this.summary = stored.summary();
        this.system = stored.system();
    }

    /// Of the older part of the conversation, for models.
    synchronized Optional<StoredSession.Summary> summary() {
        return summary;
    }

    void keep(StoredSession.Summary made, Instant now) {
        keep(StoredSession.summary(made), now);
        synchronized (this) {
            summary = Optional.of(made);
        }
    }

    /// The text every model is told first, the same for the whole conversation, also after a restart, so that a
    /// model's cache holds.
    ///
    /// @param maker asked if there is none yet
    String system(Supplier<String> maker, Instant now) {
        Optional<String> known = system;
        if (known.isPresent()) {
            return known.get();
        }
        String made = maker.get();
        keep(StoredSession.system(made), now);
        system = Optional.of(made);
        return made;
    }

    synchronized List<AgentEvent> all() {
        return List.copyOf(events);
    }

    Subscription subscribe(Consumer<AgentEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Adds a piece of text, which is joined with the pieces beside it.
    void piece(AgentEvent piece, Instant now) {
        delivery.lock();
        try {
            AgentEvent joined = waiting == null ? piece : join(waiting, piece);
            if (joined == null) {
                flush(now);
                joined = piece;
            }
            waiting = joined;
            if (lastFlush.plus(FRAME).isBefore(now) || length(joined) >= FLUSH_AFTER) {
                flush(now);
            }
        } finally {
            delivery.unlock();
        }
    }

    /// Both texts as one piece; null if they are not of one kind.
    private static @Nullable AgentEvent join(AgentEvent first, AgentEvent second) {
        if (first instanceof AgentEvent.AnswerDelta(int turn, String text)
                && second instanceof AgentEvent.AnswerDelta(int _, String more)) {
            return new AgentEvent.AnswerDelta(turn, text + more);
        }
        if (first instanceof AgentEvent.ThinkingDelta(int turn, String text)
                && second instanceof AgentEvent.ThinkingDelta(int _, String more)) {
            return new AgentEvent.ThinkingDelta(turn, text + more);
        }
        return null;
    }

    private static int length(AgentEvent piece) {
        return piece instanceof AgentEvent.AnswerDelta delta
                ? delta.text().length()
                : piece instanceof AgentEvent.ThinkingDelta thought
                        ? thought.text().length()
                        : FLUSH_AFTER;
    }

    /// Stores and tells the text that waits for more.
    void flush(Instant now) {
        delivery.lock();
        try {
            AgentEvent piece = waiting;
            waiting = null;
            if (piece != null) {
                lastFlush = now;
                if (piece instanceof AgentEvent.AnswerDelta delta) {
                    answer.append(delta.text());
                }
                store.append(sessionId, List.of(new StoredEvent(AgentEventJson.write(piece), now)), List.of());
                tell(piece);
            }
        } finally {
            delivery.unlock();
        }
    }

    void add(AgentEvent event, Instant now) {
        addThen(event, now, () -> {});
    }

    /// Adds an event and runs `before` between recording and telling; events of other threads wait for both.
    void addThen(AgentEvent event, Instant now, Runnable before) {
        delivery.lock();
        try {
            flush(now);
            store.append(sessionId, List.of(new StoredEvent(AgentEventJson.write(event), now)), turns(event, now));
            remember(event);
            before.run();
            listeners.forEach(listener -> tell(listener, event));
        } finally {
            delivery.unlock();
        }
    }

    /// Keeps something that is no event, for whoever reads the session again.
    private void keep(String json, Instant now) {
        store.append(sessionId, List.of(new StoredEvent(json, now)), List.of());
    }

    private void tell(AgentEvent event) {
        remember(event);
        listeners.forEach(listener -> tell(listener, event));
    }

    private synchronized void remember(AgentEvent event) {
        events.add(event);
    }

    /// Adds an event that cannot be stored, because the store is what failed.
    void tellOnly(AgentEvent event) {
        waiting = null;
        tell(event);
    }

    /// One listener's bug must not end the turn or keep the event from the others.
    private static void tell(Consumer<AgentEvent> listener, AgentEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", event.getClass().getSimpleName(), e);
        }
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
            case AgentEvent.Steered steered -> List.of(new StoredTurn("user", steered.words(), "", now));
            case AgentEvent.AnswerDelta _,
                    AgentEvent.ThinkingDelta _,
                    AgentEvent.Notice _,
                    AgentEvent.ApprovalAsked _,
                    AgentEvent.ApprovalDecided _,
                    AgentEvent.UsageCounted _,
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
}
