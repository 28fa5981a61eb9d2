package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.model.Models;
import org.agntos.core.session.SessionStore;
import org.agntos.core.tool.PendingApprovals;
import org.agntos.core.tool.ToolGate;

/// The conversations in the session store. Starting one touches no disk; the first request does.
public final class StoredConversations implements Conversations {
    private static final int TITLE_LENGTH = 60;

    private final SessionStore store;
    private final Clock clock;
    private final StoredConversation.Parts parts;

    /// @param systemPrompt asked once for each conversation
    /// @param approvals the same that the gate asks
    public StoredConversations(
            Models models,
            ToolGate gate,
            SessionStore store,
            Supplier<String> systemPrompt,
            PendingApprovals approvals,
            Clock clock) {
        this(
                store,
                clock,
                new StoredConversation.Parts(
                        new TurnLoop(models, gate, clock, TurnLimits.DEFAULT), systemPrompt, approvals, clock));
    }

    StoredConversations(SessionStore store, Clock clock, StoredConversation.Parts parts) {
        this.store = store;
        this.clock = clock;
        this.parts = parts;
    }

    @Override
    public Conversation start() {
        return new StoredConversation(newId(), store, StoredSession.read(List.of()), parts);
    }

    private String newId() {
        Instant now = clock.instant();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return "s-" + Long.toHexString(nanos + ProcessHandle.current().pid() % 1000);
    }

    @Override
    public Optional<Conversation> resumeLast() {
        return store.lastUsed().flatMap(this::resume);
    }

    @Override
    public Optional<Conversation> resume(String sessionId) {
        List<String> stored = store.events(sessionId);
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredConversation(sessionId, store, StoredSession.read(stored), parts));
    }

    @Override
    public List<Summary> list() {
        return store.list().stream()
                .map(row -> new Summary(row.sessionId(), title(row.title()), row.lastUsed(), row.turns()))
                .toList();
    }

    private static String title(String request) {
        String line = request.strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= TITLE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH - 1)) + "…";
    }
}
