package org.agntos.core.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.agntos.core.Subscription;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// The proposals in the person's state folder. A store that cannot be written is an [UncheckedIOException]; nothing
/// is lost by it.
public final class StoredProposals implements Proposals {
    private final ProposalFiles files;
    private final ConfigTree tree;
    private final VerifyChange verifier;

    StoredProposals(ProposalFiles files, ConfigTree tree, VerifyChange verifier) {
        this.files = files;
        this.tree = tree;
        this.verifier = verifier;
    }

    @Override
    public List<Proposal> all() {
        List<Proposal> found = new ArrayList<>();
        for (String name : names()) {
            ProposalFiles.id(name).ifPresent(id -> {
                if (files.find(id) instanceof Lookup.Found(Proposal proposal)) {
                    found.add(proposal);
                }
            });
        }
        found.sort(Comparator.comparing(Proposal::createdAt)
                .thenComparing(proposal -> proposal.id().value())
                .reversed());
        return found;
    }

    @Override
    public List<Unreadable> unreadable() {
        List<Unreadable> found = new ArrayList<>();
        for (String name : names()) {
            Optional<ProposalId> id = ProposalFiles.id(name);
            if (id.isEmpty()) {
                found.add(new Unreadable(name, "its name is not the id of a proposal"));
            } else if (files.find(id.get()) instanceof Lookup.Broken(String reason)) {
                found.add(new Unreadable(name, reason));
            }
        }
        return found;
    }

    private List<String> names() {
        try {
            return files.names();
        } catch (IOException e) {
            throw new UncheckedIOException("The proposals cannot be listed", e);
        }
    }

    @Override
    public Lookup find(ProposalId id) {
        return files.find(id);
    }

    @Override
    public Freshness freshness(Proposal proposal) {
        List<TreePath> changed = new ArrayList<>();
        proposal.files().base().forEach((path, before) -> {
            if (!isAs(path, before)) {
                changed.add(path);
            }
        });
        return changed.isEmpty() ? new Freshness.Fresh() : new Freshness.Stale(changed);
    }

    private boolean isAs(TreePath path, Optional<Sha256> before) {
        return switch (tree.read(path)) {
            case ConfigTree.Content.Text text ->
                before.isPresent() && before.get().equals(text.sha256());
            case ConfigTree.Content.Absent _ -> before.isEmpty();
            case ConfigTree.Content.Unreadable _ -> false;
        };
    }

    @Override
    public List<FileDiff> diff(Proposal proposal) {
        return proposal.files().paths().stream()
                .map(path -> new FileDiff(
                        path,
                        tree.read(path) instanceof ConfigTree.Content.Text(String text) ? text : null,
                        proposal.files().writes().get(path)))
                .toList();
    }

    @Override
    public Optional<Proposal> verify(ProposalId id) {
        return open(id).flatMap(proposal ->
                reverified(proposal, proposal.files().writes(), proposal.files().deletes()));
    }

    @Override
    public Optional<Proposal> edit(ProposalId id, Map<TreePath, String> contents, Set<TreePath> dropped) {
        return open(id).flatMap(proposal -> {
            Map<TreePath, String> writes = new TreeMap<>(proposal.files().writes());
            writes.putAll(contents);
            writes.keySet().removeAll(dropped);
            Set<TreePath> deletes = new TreeSet<>(proposal.files().deletes());
            deletes.removeAll(dropped);
            deletes.removeAll(contents.keySet());
            return writes.isEmpty() && deletes.isEmpty() ? Optional.empty() : reverified(proposal, writes, deletes);
        });
    }

    /// Cancelled by an interrupt, it leaves the stored proposal as it is.
    private Optional<Proposal> reverified(Proposal proposal, Map<TreePath, String> writes, Set<TreePath> deletes) {
        FileChanges changes = TreeBase.of(tree, writes, deletes);
        Verification verification = verifier.verify(changes);
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(proposal);
        }
        EditedWords words = new EditedWords(proposal.files().writes(), writes);
        return update(
                proposal,
                seen -> new Proposal(
                        seen.id(),
                        seen.createdAt(),
                        seen.sessionId(),
                        words.summary(seen.summary()),
                        seen.rationale(),
                        seen.prompt(),
                        seen.machine(),
                        changes,
                        verification.stages(),
                        verification.plan(),
                        verification.risk(),
                        words.renamed(seen.rollbackGuidance()),
                        seen.status(),
                        seen.extra()));
    }

    @Override
    public boolean discard(ProposalId id) {
        return open(id).flatMap(proposal -> update(proposal, seen -> withStatus(seen, ProposalStatus.DISCARDED)))
                .isPresent();
    }

    /// Marks it applied; false if there is no such open proposal with this digest.
    public boolean markApplied(ProposalId id, Sha256 digest) {
        return open(id).filter(proposal -> proposal.digest().equals(digest))
                .flatMap(proposal -> update(proposal, seen -> withStatus(seen, ProposalStatus.APPLIED)))
                .isPresent();
    }

    private Optional<Proposal> open(ProposalId id) {
        return files.find(id) instanceof Lookup.Found(Proposal proposal) && proposal.status() == ProposalStatus.OPEN
                ? Optional.of(proposal)
                : Optional.empty();
    }

    private Optional<Proposal> update(Proposal seen, UnaryOperator<Proposal> change) {
        try {
            return files.update(seen, change);
        } catch (IOException e) {
            throw new UncheckedIOException("The proposal " + seen.id() + " cannot be stored; it is as it was", e);
        }
    }

    private static Proposal withStatus(Proposal proposal, ProposalStatus status) {
        return new Proposal(
                proposal.id(),
                proposal.createdAt(),
                proposal.sessionId(),
                proposal.summary(),
                proposal.rationale(),
                proposal.prompt(),
                proposal.machine(),
                proposal.files(),
                proposal.verification(),
                proposal.plan(),
                proposal.risk(),
                proposal.rollbackGuidance(),
                status,
                proposal.extra());
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return files.onChange(listener);
    }
}
