package org.agntos.app.launcher;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.agntos.app.i18n.Times;
import org.agntos.app.shell.Destination;
import org.agntos.core.agent.Conversations;

/// Earlier conversations by their first request; read anew when the launcher opens.
public final class SessionSource implements LauncherSource {
    private static final int FAR_BACK = 500;

    private final Conversations conversations;
    private final Clock clock;
    private volatile List<Conversations.Summary> known = List.of();

    public SessionSource(Conversations conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @Override
    public void refresh() {
        known = conversations.list().stream().limit(FAR_BACK).toList();
    }

    @Override
    public List<LauncherItem> find(String query, int limit) {
        List<LauncherItem> found = new ArrayList<>();
        for (Conversations.Summary session : known) {
            double fit = query.isEmpty() ? 0 : Match.of(query, session.title());
            if (fit > 0 && found.size() < limit) {
                found.add(new LauncherItem(
                        LauncherItem.Kind.SESSION,
                        session.title(),
                        Times.shortly(session.lastUsed(), clock),
                        session.title(),
                        new LauncherAct.Go(new Destination.Session(session.sessionId())),
                        fit));
            }
        }
        return found;
    }
}
