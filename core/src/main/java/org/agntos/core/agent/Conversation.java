package org.agntos.core.agent;

import java.util.List;
import java.util.function.Consumer;
import org.agntos.core.Subscription;

/// One session with the assistant. Safe for any thread.
public interface Conversation extends AutoCloseable {
    String sessionId();

    /// Everything so far, also from before a restart.
    List<AgentEvent> history();

    /// Starts a turn and returns at once; false if one is running.
    boolean ask(String request);

    boolean isBusy();

    /// Stops the running turn: the stream, the tools and their children. Does nothing if none runs.
    void cancel();

    /// Delivers each event after those of [#history], in order, on the turn's thread.
    Subscription subscribe(Consumer<AgentEvent> listener);

    @Override
    void close();
}
