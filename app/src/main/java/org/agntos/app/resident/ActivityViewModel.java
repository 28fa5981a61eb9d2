package org.agntos.app.resident;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.agntos.app.platform.Threads;
import org.agntos.core.Subscription;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;

/// What the program is doing just now, for the tray and the bus. On the `ui` thread only.
public final class ActivityViewModel implements AutoCloseable {
    private static final int FAR_BACK = 50;

    private final ReadOnlyObjectWrapper<Activity> activity = new ReadOnlyObjectWrapper<>(Activity.IDLE);
    private final ReadOnlyIntegerWrapper pending = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<LastChange>> lastChange =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final AuditLog auditLog;
    private final Threads threads;
    private final BooleanSupplier isLookedAt;
    private final Subscription logChanges;

    private boolean isWorking;
    private boolean hasFailed;
    private boolean hasNews;

    /// Where it hears of what goes on.
    ///
    /// @param openChanges how many proposals wait
    /// @param busy each is true while something works
    /// @param failed whether an error is shown that nobody closed yet
    public record Sources(
            ObservableValue<Number> openChanges, List<ObservableValue<Boolean>> busy, ObservableValue<Boolean> failed) {
        public Sources {
            busy = List.copyOf(busy);
        }
    }

    /// @param isLookedAt whether the person is in the window
    public ActivityViewModel(Sources sources, AuditLog auditLog, BooleanSupplier isLookedAt, Threads threads) {
        this.auditLog = auditLog;
        this.threads = threads;
        this.isLookedAt = isLookedAt;
        sources.openChanges().subscribe(count -> setPending(count.intValue()));
        sources.busy()
                .forEach(each -> each.subscribe(_ -> {
                    isWorking = sources.busy().stream().anyMatch(ObservableValue::getValue);
                    update();
                }));
        sources.failed().subscribe(has -> {
            hasFailed = has;
            update();
        });
        hasNews = false;
        update();
        logChanges = auditLog.onChange(this::readLog);
        readLog();
    }

    public ReadOnlyObjectProperty<Activity> activity() {
        return activity.getReadOnlyProperty();
    }

    /// How many changes wait for a decision.
    public ReadOnlyIntegerProperty pending() {
        return pending.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<LastChange>> lastChange() {
        return lastChange.getReadOnlyProperty();
    }

    /// True while the person wants to hear nothing: the key does nothing and no notice comes.
    public BooleanProperty paused() {
        return paused;
    }

    /// The person has come to the window.
    public void lookedAt() {
        hasNews = false;
        update();
    }

    @Override
    public void close() {
        logChanges.close();
    }

    private void setPending(int count) {
        if (count > pending.get() && !isLookedAt.getAsBoolean()) {
            hasNews = true;
        } else if (count == 0) {
            hasNews = false;
        }
        pending.set(count);
        update();
    }

    private void update() {
        if (hasFailed) {
            activity.set(Activity.FAILED);
        } else if (isWorking) {
            activity.set(Activity.WORKING);
        } else {
            activity.set(hasNews ? Activity.NEEDS_YOU : Activity.IDLE);
        }
    }

    private void readLog() {
        threads.background().execute(() -> {
            Optional<LastChange> newest = newest(auditLog.list(FAR_BACK));
            threads.ui().execute(() -> lastChange.set(newest));
        });
    }

    private static Optional<LastChange> newest(List<AuditEntry> entries) {
        return entries.stream()
                .filter(AuditEntry::isSuccess)
                .filter(entry ->
                        !entry.filesWritten().isEmpty() || !entry.filesDeleted().isEmpty())
                .findFirst()
                .map(entry -> new LastChange(entry.id(), entry.summary()));
    }
}
