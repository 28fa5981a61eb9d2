package org.agntos.core.agent;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.model.Secrets;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SessionStoreFailed;
import org.agntos.core.tool.ToolContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A conversation whose events are kept in the session store. One turn at a time, on a virtual thread of its own.
final class StoredConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(StoredConversation.class);
    private static final String TRY_AGAIN = "Ask again. If it happens again, look at the log.";

    private final String sessionId;
    private final EventLog log;
    private final TurnLoop loop;
    private final Clock clock;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private @Nullable String system;

    StoredConversation(String sessionId, SessionStore store, List<AgentEvent> events, TurnLoop loop, Clock clock) {
        this.sessionId = sessionId;
        this.log = new EventLog(sessionId, store, events);
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public String sessionId() {
        return sessionId;
    }

    @Override
    public List<AgentEvent> history() {
        return log.all();
    }

    @Override
    public boolean ask(String request) {
        String words = Secrets.redact(request);
        Thread thread = Thread.ofVirtual().name("turn-" + sessionId).unstarted(() -> runTurn(words));
        if (!running.compareAndSet(null, thread)) {
            return false;
        }
        thread.start();
        return true;
    }

    @Override
    public boolean isBusy() {
        return running.get() != null;
    }

    @Override
    public void cancel() {
        Thread thread = running.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public Subscription subscribe(Consumer<AgentEvent> listener) {
        return log.subscribe(listener);
    }

    @Override
    public void close() {
        cancel();
    }

    private void runTurn(String request) {
        int turn = 1
                + (int) log.all().stream()
                        .filter(AgentEvent.TurnStarted.class::isInstance)
                        .count();
        try {
            log.add(new AgentEvent.TurnStarted(turn, request, clock.instant()), clock.instant());
            AgentEvent.End end = endOf(request, turn);
            Thread.interrupted(); // too late to cancel, and storing the end must not be disturbed
            log.addThen(
                    new AgentEvent.TurnFinished(turn, end, clock.instant()),
                    clock.instant(),
                    () -> running.set(null)); // whoever hears of the end may ask again
        } catch (SessionStoreFailed e) {
            LOG.error("the conversation could not be stored", e);
            running.set(null);
            log.tellOnly(new AgentEvent.TurnFinished(
                    turn,
                    new AgentEvent.End.Failed(
                            String.valueOf(e.getMessage()),
                            "Make room on the disk or check its rights, then ask again."),
                    clock.instant()));
        } finally {
            running.set(null);
        }
    }

    private AgentEvent.End endOf(String request, int turn) {
        try {
            return loop.run(log, new ToolContext(sessionId, request), system(), turn);
        } catch (InterruptedException e) {
            return new AgentEvent.End.Cancelled();
        } catch (SessionStoreFailed e) {
            throw e;
        } catch (Throwable bug) {
            // The top of the turn's thread: an error too must end the turn, or whoever waits for its end waits for
            // ever.
            LOG.error("a turn failed", bug);
            return new AgentEvent.End.Failed("The answer failed: " + bug + ". Nothing was changed.", TRY_AGAIN);
        }
    }

    /// The same text for the whole conversation, so that a model's cache holds.
    private String system() {
        String text = system;
        if (text == null) {
            text = loop.systemPrompt();
            system = text;
        }
        return text;
    }
}
