package org.agntos.app.launcher;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.agntos.app.i18n.Times;
import org.agntos.app.shell.Destination;
import org.agntos.core.Subscription;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;

/// What was done to this machine lately, by its summary and by the words it was asked in. The newest thousand acts are
/// kept in memory; the timeline searches the others.
public final class ChangeSource implements LauncherSource, AutoCloseable {
    private static final int FAR_BACK = 1000;

    private final AuditLog log;
    private final Clock clock;
    private final Subscription changes;
    private volatile boolean isStale = true;
    private volatile List<Kept> kept = List.of();

    /// Of an entry no more than is shown: entries hold their whole line.
    private record Kept(String id, String summary, String prompt, java.time.Instant at) {
        static Kept of(AuditEntry entry) {
            String prompt = entry.prompt();
            return new Kept(entry.id(), entry.summary(), prompt == null ? "" : prompt, entry.timestamp());
        }
    }

    public ChangeSource(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.changes = log.onChange(() -> isStale = true);
    }

    @Override
    public void refresh() {
        if (isStale) {
            isStale = false;
            kept = log.list(FAR_BACK).stream().map(Kept::of).toList();
        }
    }

    @Override
    public List<LauncherItem> find(String query, int limit) {
        if (query.isEmpty()) {
            return List.of();
        }
        return kept.stream()
                .map(entry -> item(entry, Math.max(Match.of(query, entry.summary()), Match.of(query, entry.prompt()))))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble((LauncherItem item) -> -item.fit()))
                .limit(limit)
                .toList();
    }

    private Optional<LauncherItem> item(Kept entry, double fit) {
        return fit <= 0
                ? Optional.empty()
                : Optional.of(new LauncherItem(
                        LauncherItem.Kind.CHANGE,
                        entry.summary(),
                        Times.shortly(entry.at(), clock),
                        entry.summary(),
                        new LauncherAct.Go(new Destination.TimelineEntry(entry.id())),
                        fit));
    }

    @Override
    public void close() {
        changes.close();
    }
}
