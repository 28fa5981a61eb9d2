package org.agntos.core.helper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalJson;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.StoredProposals;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.machine.Machine;
import org.agntos.core.machine.MachineSetup;
import org.agntos.core.machine.NixosMachine;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks what can be checked without the helper, so that a hopeless request never starts it, and then hands
/// over. The helper checks everything again.
public final class SubmitThroughHelper implements SubmitChange {
    private static final Logger LOG = LoggerFactory.getLogger(SubmitThroughHelper.class);
    private static final String ACTOR = "user";

    private final Machine machine;
    private final StoredProposals proposals;
    private final ProposeChange propose;
    private final AuditLog log;
    private final HelperClient helper;
    private final PendingRecovery recovery;
    private final RestorePreview preview;

    public SubmitThroughHelper(
            Machine machine, StoredProposals proposals, ProposeChange propose, AuditLog log, HelperClient helper) {
        this.machine = machine;
        this.propose = propose;
        this.proposals = proposals;
        this.log = log;
        this.helper = helper;
        this.recovery = new PendingRecovery(machine.paths(), helper);
        this.preview = new RestorePreview(machine, log);
    }

    @Override
    public Outcome apply(ProposalId id, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events) {
        return switch (proposals.find(id)) {
            case Proposals.Lookup.NotFound _ ->
                new Outcome.NotSubmitted(
                        Outcome.Reason.NOT_FOUND,
                        "There is no proposal " + id + ".",
                        "`agntctl proposals list` shows which there are.");
            case Proposals.Lookup.Broken(String reason) ->
                new Outcome.NotSubmitted(
                        Outcome.Reason.BROKEN,
                        "The proposal " + id + " cannot be read: " + reason + ". Its file was left as it is.",
                        "Make the proposal again.");
            case Proposals.Lookup.Found(Proposal proposal) -> {
                Optional<Outcome> refusal = refusal(proposal, approved, cancellation);
                yield refusal.orElseGet(() -> hand(proposal, cancellation, events));
            }
        };
    }

    private Outcome hand(Proposal proposal, Cancellation cancellation, Consumer<HelperEvent> events) {
        HelperRequest request = new HelperRequest.Apply(
                proposal.id().value(),
                proposal.files(),
                proposal.digest(),
                Optional.of(ProposalJson.evidence(proposal)),
                new HelperRequest.Reason(
                        proposal.summary(),
                        Optional.ofNullable(proposal.prompt()),
                        Optional.of(proposal.rationale()).filter(text -> !text.isEmpty()),
                        ACTOR));
        Outcome outcome = submit(request, cancellation, events);
        if (outcome instanceof Outcome.Done) {
            markApplied(proposal);
        }
        return outcome;
    }

    private void markApplied(Proposal proposal) {
        try {
            proposals.markApplied(proposal.id(), proposal.digest());
        } catch (UncheckedIOException e) {
            LOG.warn("{} was applied, but its file could not be marked; the audit log has it", proposal.id(), e);
        }
    }

    private Optional<Outcome> refusal(Proposal proposal, Sha256 approved, Cancellation cancellation) {
        if (proposal.status() != ProposalStatus.OPEN) {
            return Optional.of(notOpen(proposal, proposal.status().word()));
        }
        if (!proposal.digest().equals(approved)) {
            return Optional.of(new Outcome.NotSubmitted(
                    Outcome.Reason.OTHER_DIGEST,
                    "The proposal " + proposal.id() + " is not the one that was approved: it has changed since.",
                    "Look at it again and approve what it is now."));
        }
        if (proposal.verification().isEmpty() || !proposal.isApprovable()) {
            String what = proposal.verification().isEmpty() ? " was never verified here." : " did not pass its checks.";
            return Optional.of(new Outcome.NotSubmitted(
                    Outcome.Reason.VERIFICATION_FAILED,
                    "The proposal " + proposal.id() + what,
                    "`agntctl proposals verify " + proposal.id() + "` checks it and says what is wrong."));
        }
        recovery.runIfNeeded(cancellation);
        return proposals.freshness(proposal) instanceof Freshness.Stale(List<TreePath> changed)
                ? Optional.of(stale(proposal, changed))
                : Optional.empty();
    }

    private static Outcome notOpen(Proposal proposal, String state) {
        return new Outcome.NotSubmitted(
                Outcome.Reason.NOT_OPEN,
                "The proposal " + proposal.id() + " is not open: it was " + state + " already.",
                "`agntctl proposals list` shows which are open.");
    }

    /// It may be stale because it was applied and the program ended before it could say so.
    private Outcome stale(Proposal proposal, List<TreePath> changed) {
        boolean isApplied = log.search(proposal.id().value(), 1).stream()
                .anyMatch(entry -> entry.isSuccess()
                        && entry.proposalId().equals(proposal.id().value())
                        && entry.raw()
                                .path("digest")
                                .asText("")
                                .equals(proposal.digest().hex()));
        if (isApplied) {
            markApplied(proposal);
            return notOpen(proposal, ProposalStatus.APPLIED.word());
        }
        return new Outcome.NotSubmitted(
                Outcome.Reason.STALE,
                "The proposal " + proposal.id() + " is stale: "
                        + String.join(
                                ", ", changed.stream().map(TreePath::value).toList())
                        + (changed.size() == 1 ? " has" : " have") + " changed since it was made.",
                "`agntctl proposals verify " + proposal.id() + "` checks it against the machine as it is now.");
    }

    /// Starts the helper on a machine that is prepared.
    private Outcome submit(HelperRequest request, Cancellation cancellation, Consumer<HelperEvent> events) {
        Optional<Outcome> notHere = machine instanceof NixosMachine nixos ? notHere(nixos.setup()) : Optional.empty();
        if (notHere.isPresent()) {
            return notHere.get();
        }
        try {
            machine.prepare();
        } catch (IOException e) {
            LOG.warn("The practice machine cannot be prepared", e);
            return new Outcome.HelperLost(
                    "The practice machine in " + machine.paths().machineRoot() + " cannot be prepared: "
                            + e.getMessage() + ". Nothing was changed.",
                    "Make sure that the disk is not full and that the folder can be written.");
        }
        return helper.run(request, cancellation, events);
    }

    /// Known before anybody is asked for a password. The helper looks again.
    private static Optional<Outcome> notHere(MachineSetup setup) {
        return switch (setup) {
            case MachineSetup.Ready(MachineConfig config) ->
                config.isRebuiltHere()
                        ? Optional.empty()
                        : Optional.of(notHere(
                                "This machine is not rebuilt here, says /etc/agntos/machine.toml.",
                                "`agntctl proposals diff ID --patch` gives the change as a patch for the place where it"
                                        + " is built."));
            case MachineSetup.Missing() ->
                Optional.of(notHere(
                        "Nobody has said yet how this machine is built: there is no /etc/agntos/machine.toml.",
                        "`agntctl doctor --wiring` shows what to write there."));
            case MachineSetup.Unusable(String why) ->
                Optional.of(notHere(
                        "/etc/agntos/machine.toml cannot be used: " + why + ".",
                        "`agntctl doctor --wiring` shows what it must say."));
        };
    }

    private static Outcome notHere(String message, String next) {
        return new Outcome.NotSubmitted(Outcome.Reason.NOT_HERE, message + " Nothing was changed.", next);
    }

    @Override
    public Preview previewUndo(String entryId) {
        recovery.runIfNeeded(new Cancellation());
        return preview.undo(entryId);
    }

    @Override
    public Outcome undo(String entryId, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events) {
        String summary = log.find(entryId).map(RestorePreview::undoSummary).orElse("Undo");
        return restore(
                previewUndo(entryId),
                approved,
                () -> submit(new HelperRequest.Undo(entryId, approved, reason(summary)), cancellation, events));
    }

    @Override
    public ProposeChange.Outcome proposeUndo(String entryId) {
        String summary = log.find(entryId).map(RestorePreview::undoSummary).orElse("Undo");
        return previewUndo(entryId) instanceof Preview.Conflict conflict
                        && conflict.changes().isPresent()
                ? propose.proposeUndo(entryId, summary, conflict.changes().get())
                : new ProposeChange.Outcome.NothingToDo(
                        "There is no undo of " + entryId + " that keeps what came later.");
    }

    @Override
    public Preview previewRollback(int generation) {
        recovery.runIfNeeded(new Cancellation());
        return preview.rollback(generation);
    }

    @Override
    public Outcome rollBack(int generation, Sha256 approved, Cancellation cancellation, Consumer<HelperEvent> events) {
        HelperRequest.Reason reason = reason(RestorePreview.rollbackSummary(generation));
        return restore(
                previewRollback(generation),
                approved,
                () -> submit(new HelperRequest.Rollback(generation, approved, reason), cancellation, events));
    }

    private static HelperRequest.Reason reason(String summary) {
        return new HelperRequest.Reason(summary, Optional.empty(), Optional.empty(), ACTOR);
    }

    private static Outcome restore(Preview preview, Sha256 approved, Supplier<Outcome> submit) {
        return switch (preview) {
            case Preview.Ready ready ->
                ready.digest().equals(approved)
                        ? submit.get()
                        : new Outcome.NotSubmitted(
                                Outcome.Reason.OTHER_DIGEST,
                                "The files have changed since you looked.",
                                "Look again at what would be restored.");
            case Preview.Conflict conflict ->
                new Outcome.NotSubmitted(
                        Outcome.Reason.STALE,
                        conflict.message(),
                        conflict.changes().isPresent()
                                ? "`agntctl rollback undo ENTRY` proposes the undo that keeps what came later."
                                : "Undo the later changes first, or make a new change.");
            case Preview.Impossible(String message, String next) ->
                new Outcome.NotSubmitted(Outcome.Reason.NOT_OPEN, message, next);
            case Preview.NotFound(String message) ->
                new Outcome.NotSubmitted(
                        Outcome.Reason.NOT_FOUND, message, "`agntctl audit list` shows what there is.");
        };
    }
}
