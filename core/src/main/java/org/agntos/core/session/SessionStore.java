package org.agntos.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The conversations on disk: an append-only list of events for each, and the searchable turns of AgntOS 1.x. Safe for
/// any thread and for several processes. Every method blocks on the disk; a failing disk throws [SessionStoreFailed].
public interface SessionStore extends AutoCloseable {
    /// Appends events and turns in one transaction.
    void append(String sessionId, List<StoredEvent> events, List<StoredTurn> turns);

    /// The events of a session, oldest first; empty if there is none.
    List<String> events(String sessionId);

    /// The session that was appended to last.
    Optional<String> lastUsed();

    /// Newest first.
    List<Row> list();

    /// What was said in a session, oldest first; also in one that AgntOS 1.x left. Empty if there is none.
    List<StoredTurn> turns(String sessionId);

    /// Gives a session a title of its own.
    void rename(String sessionId, String title);

    /// Takes a session out, with everything that was said in it. It does not come back.
    void delete(String sessionId);

    /// Turns that hold the words of `query`, best first.
    List<Hit> search(String query, int limit);

    @Override
    void close();

    /// @param json one event, as the caller writes and reads it
    record StoredEvent(String json, Instant at) {}

    /// @param role `user`, `assistant` or `tool`; @param toolName empty unless the role is `tool`
    record StoredTurn(String role, String content, String toolName, Instant at) {}

    /// @param title its own, or the first request; @param turns how many requests there were
    record Row(String sessionId, String title, Instant lastUsed, int turns) {}

    record Hit(String sessionId, String role, String content, Instant at) {}
}
