package org.agntos.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.model.Models;
import org.agntos.core.session.SessionStore;
import org.agntos.core.tool.ToolGate;

/// The conversations in the session store. Starting one touches no disk; the first request does.
public final class StoredConversations implements Conversations {
    private static final int TITLE_LENGTH = 60;

    private final SessionStore store;
    private final TurnLoop loop;
    private final Clock clock;

    /// @param systemPrompt asked once for each conversation
    public StoredConversations(
            Models models, ToolGate gate, SessionStore store, Supplier<String> systemPrompt, Clock clock) {
        this.store = store;
        this.loop = new TurnLoop(models, gate, systemPrompt, clock);
        this.clock = clock;
    }

    @Override
    public Conversation start() {
        return new StoredConversation(newId(), store, List.of(), loop, clock);
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
                : Optional.of(new StoredConversation(sessionId, store, Transcript.restore(stored), loop, clock));
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
