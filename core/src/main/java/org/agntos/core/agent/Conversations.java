package org.agntos.core.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The conversations of this person.
public interface Conversations {
    Conversation start();

    /// The conversation used last, as it was; empty if there is none.
    Optional<Conversation> resumeLast();

    Optional<Conversation> resume(String sessionId);

    /// Newest first.
    List<Summary> list();

    /// @param title the first request, shortened
    record Summary(String sessionId, String title, Instant lastUsed, int turns) {}
}
