package org.agntos.core.agent;

import java.util.List;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.tool.Approvals;

/// One session with the assistant. Safe for any thread.
public interface Conversation extends AutoCloseable {
    String sessionId();

    /// Everything so far, also from before a restart.
    List<AgentEvent> history();

    /// Starts a turn and returns at once; false if one is running.
    boolean ask(String request);

    boolean isBusy();

    /// Says more to the running turn, which hears it before its next step; false if none runs, or no longer listens.
    boolean steer(String words);

    /// Somebody is there and answers what is asked with [#decide], until the subscription is closed. With nobody there,
    /// what would be asked is denied.
    Subscription attend();

    /// Answers an `ApprovalAsked`; false if it waits no longer.
    boolean decide(String approvalId, Approvals.Decision decision);

    /// Stops the running turn: the stream, the tools and their children. Does nothing if none runs.
    void cancel();

    /// Delivers each event after those of [#history], in order, on the turn's thread.
    Subscription subscribe(Consumer<AgentEvent> listener);

    @Override
    void close();
}
