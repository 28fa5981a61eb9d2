package org.agntos.app.fakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.Subscription;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.StageOutcome;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// A store of proposals in memory.
public final class FakeProposals implements Proposals {
    private final Map<ProposalId, Proposal> byId = new LinkedHashMap<>();
    private final Set<ProposalId> stale = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    private final List<Runnable> listeners = new ArrayList<>();
    private List<StageOutcome> nextVerification = List.of();

    public FakeProposals put(Proposal proposal) {
        byId.put(proposal.id(), proposal);
        changed();
        return this;
    }

    public void makeStale(ProposalId id) {
        stale.add(id);
        changed();
    }

    /// What the next verification finds.
    public void verifyingAs(List<StageOutcome> outcomes) {
        nextVerification = outcomes;
    }

    public void setStatus(ProposalId id, ProposalStatus status) {
        Proposal p = byId.get(id);
        if (p != null) {
            put(Samples.with(p, p.files(), p.verification(), status));
        }
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    @Override
    public List<Proposal> all() {
        return List.copyOf(byId.values()).reversed();
    }

    @Override
    public List<Unreadable> unreadable() {
        return List.of();
    }

    @Override
    public Lookup find(ProposalId id) {
        Proposal found = byId.get(id);
        return found == null ? new Lookup.NotFound() : new Lookup.Found(found);
    }

    @Override
    public Freshness freshness(Proposal proposal) {
        return stale.contains(proposal.id())
                ? new Freshness.Stale(List.copyOf(proposal.files().paths()))
                : new Freshness.Fresh();
    }

    @Override
    public List<FileDiff> diff(Proposal proposal) {
        return proposal.files().paths().stream()
                .map(path -> new FileDiff(path, null, proposal.files().writes().get(path)))
                .toList();
    }

    @Override
    public Optional<Proposal> verify(ProposalId id) {
        Proposal p = byId.get(id);
        if (p == null || p.status() != ProposalStatus.OPEN) {
            return Optional.empty();
        }
        stale.remove(id);
        Proposal verified = Samples.with(p, p.files(), nextVerification, p.status());
        put(verified);
        return Optional.of(verified);
    }

    @Override
    public Optional<Proposal> edit(ProposalId id, Map<TreePath, String> contents, Set<TreePath> dropped) {
        Proposal p = byId.get(id);
        if (p == null || p.status() != ProposalStatus.OPEN) {
            return Optional.empty();
        }
        TreeMap<TreePath, String> writes = new TreeMap<>(p.files().writes());
        writes.putAll(contents);
        writes.keySet().removeAll(dropped);
        TreeMap<TreePath, Optional<org.agntos.helper.protocol.Sha256>> base =
                new TreeMap<>(p.files().base());
        base.keySet().removeAll(dropped);
        TreeSet<TreePath> deletes = new TreeSet<>(p.files().deletes());
        deletes.removeAll(dropped);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Proposal edited = Samples.with(p, new FileChanges(writes, deletes, base), nextVerification, p.status());
        put(edited);
        return Optional.of(edited);
    }

    @Override
    public boolean discard(ProposalId id) {
        setStatus(id, ProposalStatus.DISCARDED);
        return byId.containsKey(id);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
