package org.agntos.app.changes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.helper.protocol.TreePath;

/// One change under review: read it, edit it, drop files, verify it again, discard or approve it. On the `ui` thread;
/// the core works in the background, one order after the other. What is approved is what is shown: the digest of the
/// [Review] on screen.
public final class ReviewViewModel {
    private final Proposals proposals;
    private final SubmitChange submit;
    private final AuditLog auditLog;
    private final ApplyReports reports;
    private final Threads threads;
    private final Executor orders;

    private final ReadOnlyObjectWrapper<Optional<Target>> target = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ReviewState> state = new ReadOnlyObjectWrapper<>(new ReviewState.Nothing());
    private final ReadOnlyObjectWrapper<Optional<FileEdit>> edit = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper confirming = new ReadOnlyBooleanWrapper();

    /// @param reports says how applying ended
    public ReviewViewModel(
            Proposals proposals, SubmitChange submit, AuditLog auditLog, ApplyReports reports, Threads threads) {
        this.proposals = proposals;
        this.submit = submit;
        this.auditLog = auditLog;
        this.reports = reports;
        this.threads = threads;
        this.orders = new SerialExecutor(threads.background());
    }

    public ReadOnlyObjectProperty<Optional<Target>> target() {
        return target.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<ReviewState> state() {
        return state.getReadOnlyProperty();
    }

    /// The file being edited.
    public ReadOnlyObjectProperty<Optional<FileEdit>> edit() {
        return edit.getReadOnlyProperty();
    }

    /// True while the core verifies, stores or discards.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// True while a second, explicit yes is asked for.
    public ReadOnlyBooleanProperty confirming() {
        return confirming.getReadOnlyProperty();
    }

    /// Shows another change. One that is being applied goes on; its end is reported all the same.
    public void open(Target next) {
        target.set(Optional.of(next));
        edit.set(Optional.empty());
        confirming.set(false);
        state.set(new ReviewState.Loading());
        read(next);
    }

    public void close() {
        target.set(Optional.empty());
        edit.set(Optional.empty());
        confirming.set(false);
        state.set(new ReviewState.Nothing());
    }

    /// Reads again what is shown, for instance after the log of a failure was looked at.
    public void reload() {
        target.get().ifPresent(this::open);
    }

    /// The store or the tree changed: what is shown is read again, unless it is being edited or applied.
    void storeChanged() {
        boolean isReady = state.get() instanceof ReviewState.Ready;
        if (isReady && edit.get().isEmpty() && !busy.get()) {
            target.get().ifPresent(this::read);
        }
    }

    /// Approves what is shown, if that is possible now. Where one yes is not enough it first asks for the second.
    public void approve() {
        if (!(state.get() instanceof ReviewState.Ready(Review review))
                || !review.isApprovable()
                || busy.get()
                || edit.get().isPresent()) {
            return;
        }
        if (review.needsSecondYes() && !confirming.get()) {
            confirming.set(true);
            return;
        }
        confirming.set(false);
        ApplyViewModel apply = new ApplyViewModel(review, submit, threads);
        state.set(new ReviewState.Applying(apply));
        apply.start(outcome -> applied(review, apply, outcome));
    }

    /// Takes back the first yes.
    public void thinkAgain() {
        confirming.set(false);
    }

    /// Runs verification again against the machine as it is now.
    public void verifyAgain() {
        withProposal(id -> proposals.verify(id));
    }

    public void startEdit(TreePath path) {
        if (state.get() instanceof ReviewState.Ready(Review review) && review.isEditable()) {
            review.diffs().stream()
                    .filter(diff -> diff.path().equals(path) && diff.after() != null)
                    .findFirst()
                    .ifPresent(diff -> edit.set(Optional.of(new FileEdit(diff))));
        }
    }

    public void cancelEdit() {
        edit.set(Optional.empty());
    }

    /// Stores the edited file and verifies the proposal again.
    public void saveEdit() {
        edit.get().ifPresent(done -> {
            edit.set(Optional.empty());
            Map<TreePath, String> contents = Map.of(done.path(), done.text().get());
            withProposal(id -> proposals.edit(id, contents, Set.of()));
        });
    }

    /// Takes a file out of the proposal and verifies the rest.
    public void drop(TreePath path) {
        withProposal(id -> proposals.edit(id, Map.of(), Set.of(path)));
    }

    /// Puts a proposed fix into the proposal and verifies it again.
    public void use(Fix fix) {
        if (state.get() instanceof ReviewState.Ready(Review review) && review.isEditable()) {
            withProposal(id -> proposals.edit(id, fix.files(), fix.dropped()));
        }
    }

    public void discard() {
        withProposal(id -> {
            proposals.discard(id);
            return switch (proposals.find(id)) {
                case Proposals.Lookup.Found(Proposal found) -> Optional.of(found);
                case Proposals.Lookup.NotFound _, Proposals.Lookup.Broken _ -> Optional.empty();
            };
        });
    }

    /// Reviews the undoing of the applied change that is shown.
    public void reviewUndo() {
        withEntry(entry -> open(new Target.OfUndo(entry)));
    }

    /// Shows the applied change in the timeline.
    public void showTimeline() {
        withEntry(reports::showTimeline);
    }

    private void withEntry(Consumer<String> act) {
        if (state.get() instanceof ReviewState.Ready(Review review) && review.appliedAs() != null) {
            act.accept(review.appliedAs());
        }
    }

    private void applied(Review review, ApplyViewModel apply, SubmitChange.Outcome outcome) {
        boolean isShown = state.get() instanceof ReviewState.Applying(ApplyViewModel shown) && shown.equals(apply);
        if (isShown && apply.isOver() && !apply.hasFailed()) {
            if (review.proposal() == null) {
                close();
            } else {
                reload();
            }
        }
        reports.report(review, apply, outcome);
    }

    private void withProposal(ProposalOrder order) {
        if (busy.get() || !(target.get().orElse(null) instanceof Target.OfProposal(ProposalId id))) {
            return;
        }
        busy.set(true);
        confirming.set(false);
        orders.execute(() -> {
            try {
                order.run(id);
            } finally {
                threads.ui().execute(() -> {
                    busy.set(false);
                    target.get().filter(new Target.OfProposal(id)::equals).ifPresent(this::read);
                });
            }
        });
    }

    private void read(Target wanted) {
        orders.execute(() -> {
            ReviewState read = stateOf(wanted);
            threads.ui().execute(() -> {
                boolean isStillWanted = target.get().filter(wanted::equals).isPresent();
                boolean isApplying = state.get() instanceof ReviewState.Applying;
                if (isStillWanted && !isApplying && edit.get().isEmpty() && !read.equals(state.get())) {
                    confirming.set(false);
                    state.set(read);
                }
            });
        });
    }

    private ReviewState stateOf(Target wanted) {
        return switch (wanted) {
            case Target.OfProposal(ProposalId id) -> ofProposal(wanted, id);
            case Target.OfUndo(String entryId) -> ofPreview(wanted, submit.previewUndo(entryId));
            case Target.OfRollback(int generation) -> ofPreview(wanted, submit.previewRollback(generation));
        };
    }

    private ReviewState ofProposal(Target wanted, ProposalId id) {
        return switch (proposals.find(id)) {
            case Proposals.Lookup.Found(Proposal proposal)
            when proposal.status() == ProposalStatus.APPLIED -> new ReviewState.Ready(ofApplied(wanted, proposal));
            case Proposals.Lookup.Found(Proposal proposal) -> {
                List<TreePath> stale = switch (proposals.freshness(proposal)) {
                    case Freshness.Fresh _ -> List.of();
                    case Freshness.Stale(List<TreePath> changed) -> changed;
                };
                List<FileDiff> diffs = proposals.diff(proposal);
                yield new ReviewState.Ready(
                        new Review(wanted, proposal.summary(), diffs, proposal.digest(), proposal, stale, null));
            }
            case Proposals.Lookup.NotFound _ -> reports.proposalGone();
            case Proposals.Lookup.Broken(String reason) -> reports.proposalBroken(reason);
        };
    }

    /// What an applied proposal changed is in the record: the tree may have gone on since.
    private Review ofApplied(Target wanted, Proposal proposal) {
        Optional<AuditEntry> entry = auditLog.list(Integer.MAX_VALUE).stream()
                .filter(each -> each.isSuccess()
                        && each.proposalId().equals(proposal.id().value()))
                .findFirst();
        List<FileDiff> diffs = entry.map(auditLog::diff).orElseGet(() -> proposals.diff(proposal));
        String entryId = entry.map(AuditEntry::id).orElse(null);
        return new Review(wanted, proposal.summary(), diffs, proposal.digest(), proposal, List.of(), entryId);
    }

    private static ReviewState ofConflict(Preview.Conflict conflict) {
        boolean hasOther = conflict.changes().isPresent();
        String next = Messages.text(hasOther ? "review.conflict.apart" : "review.conflict.touching");
        return new ReviewState.Impossible(conflict.message(), next, conflict.diffs(), hasOther);
    }

    /// Stores the undo that keeps what came later as a proposal, and shows that.
    public void proposeUndo() {
        if (busy.get() || !(target.get().orElse(null) instanceof Target.OfUndo(String entryId))) {
            return;
        }
        busy.set(true);
        orders.execute(() -> {
            Optional<ProposeChange.Outcome> outcome = Optional.empty();
            try {
                outcome = Optional.of(submit.proposeUndo(entryId));
            } finally {
                Optional<ProposeChange.Outcome> told = outcome;
                threads.ui().execute(() -> {
                    busy.set(false);
                    told.ifPresent(this::proposed);
                });
            }
        });
    }

    private void proposed(ProposeChange.Outcome outcome) {
        switch (outcome) {
            case ProposeChange.Outcome.Proposed(Proposal proposal) -> open(new Target.OfProposal(proposal.id()));
            case ProposeChange.Outcome.NothingToDo(String message) ->
                state.set(new ReviewState.Impossible(message, "", List.of()));
            case ProposeChange.Outcome.Rejected(List<Problem> problems) ->
                state.set(new ReviewState.Impossible(
                        problems.getFirst().message(), problems.getFirst().explanation(), List.of()));
        }
    }

    private static ReviewState ofPreview(Target wanted, Preview preview) {
        return switch (preview) {
            case Preview.Ready ready ->
                new ReviewState.Ready(
                        new Review(wanted, ready.summary(), ready.diffs(), ready.digest(), null, List.of(), null));
            case Preview.Conflict conflict -> ofConflict(conflict);
            case Preview.Impossible(String message, String next) ->
                new ReviewState.Impossible(message, next, List.of());
            case Preview.NotFound(String message) -> new ReviewState.Impossible(message, "", List.of());
        };
    }

    @FunctionalInterface
    private interface ProposalOrder {
        Optional<Proposal> run(ProposalId id);
    }
}
