package org.agntos.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import org.agntos.app.changes.ApplyViewModel;
import org.agntos.app.changes.ReviewState;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.dbus.Assistant1;
import org.agntos.app.platform.dbus.AssistantName;
import org.agntos.app.platform.dbus.SessionBus;
import org.agntos.core.CoreComposition;
import org.agntos.core.Subscription;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.change.Proposal;

/// Tells the bus what is new in the stores, whoever put it there. Works in the background, one thing after the other.
final class Announcer implements AutoCloseable {
    private static final int FAR_BACK = 50;

    private final CoreComposition core;
    private final SessionBus bus;
    private final Executor work;
    private final List<Subscription> subscriptions = new ArrayList<>();

    // Confined to `work`.
    private final Set<String> knownProposals = new HashSet<>();
    private final Set<String> knownEntries = new HashSet<>();

    Announcer(CoreComposition core, SessionBus bus, Executor background) {
        this.core = core;
        this.bus = bus;
        this.work = new SerialExecutor(background);
        work.execute(() -> {
            newProposals();
            newEntries();
        });
        subscriptions.add(core.proposals()
                .onChange(() -> work.execute(() -> newProposals().forEach(this::announce))));
        subscriptions.add(core.auditLog()
                .onChange(() -> work.execute(() -> newEntries().forEach(this::announce))));
    }

    /// Tells when this program begins to apply something and how that ended. On the JavaFX thread.
    void follow(ObservableValue<ReviewState> review) {
        review.subscribe(state -> {
            if (state instanceof ReviewState.Applying(ApplyViewModel apply) && !apply.isOver()) {
                String title = apply.title();
                tell(path -> new Assistant1.RebuildStarted(path, title));
                apply.over().subscribe(isOver -> {
                    if (isOver) {
                        boolean isDone = apply.hasSucceeded();
                        tell(path -> new Assistant1.RebuildFinished(path, title, isDone));
                    }
                });
            }
        });
    }

    private void tell(AssistantName.SignalMaker<?> signal) {
        work.execute(() -> AssistantName.announce(bus, signal));
    }

    private void announce(Proposal proposal) {
        AssistantName.announce(
                bus, path -> new Assistant1.ProposalCreated(path, proposal.id().value(), proposal.summary()));
    }

    private void announce(AuditEntry entry) {
        AssistantName.announce(
                bus, path -> new Assistant1.AuditEntry(path, entry.id(), entry.summary(), entry.result()));
    }

    private List<Proposal> newProposals() {
        return core.proposals().all().stream()
                .filter(proposal -> knownProposals.add(proposal.id().value()))
                .toList();
    }

    /// Oldest first.
    private List<AuditEntry> newEntries() {
        return core.auditLog().list(FAR_BACK).reversed().stream()
                .filter(entry -> knownEntries.add(entry.id()))
                .toList();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
