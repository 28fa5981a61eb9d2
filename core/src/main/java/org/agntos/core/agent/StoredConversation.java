package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agntos.core.Subscription;
import org.agntos.core.model.Secrets;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SessionStoreFailed;
import org.agntos.core.tool.Approvals;
import org.agntos.core.tool.PendingApprovals;
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
    private final Parts parts;
    private final Steering steering = new Steering();
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();

    /// What every conversation works with.
    record Parts(TurnLoop loop, Supplier<String> systemPrompt, PendingApprovals approvals, Clock clock) {}

    StoredConversation(String sessionId, SessionStore store, StoredSession stored, Parts parts) {
        this.sessionId = sessionId;
        this.log = new EventLog(sessionId, store, stored);
        this.parts = parts;
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
        steering.open();
        thread.start();
        return true;
    }

    @Override
    public boolean steer(String words) {
        return steering.add(Secrets.redact(words));
    }

    @Override
    public Subscription attend() {
        return parts.approvals().attend(sessionId);
    }

    @Override
    public boolean decide(String approvalId, Approvals.Decision decision) {
        return parts.approvals().decide(sessionId, approvalId, decision);
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
            log.add(new AgentEvent.TurnStarted(turn, request, now()), now());
            AgentEvent.End end = endOf(request, turn);
            Thread.interrupted(); // too late to cancel, and storing the end must not be disturbed
            for (String words : steering.close()) {
                log.add(new AgentEvent.Steered(turn, words, now()), now());
            }
            log.addThen(
                    new AgentEvent.TurnFinished(turn, end, now()),
                    now(),
                    () -> running.set(null)); // whoever hears of the end may ask again
        } catch (SessionStoreFailed e) {
            LOG.error("the conversation could not be stored", e);
            running.set(null);
            log.tellOnly(new AgentEvent.TurnFinished(
                    turn,
                    new AgentEvent.End.Failed(
                            String.valueOf(e.getMessage()),
                            "Make room on the disk or check its rights, then ask again."),
                    now()));
        } finally {
            running.set(null);
        }
    }

    private AgentEvent.End endOf(String request, int turn) {
        try {
            String system = log.system(parts.systemPrompt(), now());
            return parts.loop().run(new TurnLoop.Job(log, steering, new ToolContext(sessionId, request), system, turn));
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

    private Instant now() {
        return parts.clock().instant();
    }
}
