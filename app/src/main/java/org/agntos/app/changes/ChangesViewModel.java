package org.agntos.app.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.core.Subscription;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Proposals;

/// The list of changes: open ones first, then those decided lately. On the `ui` thread; the store is read in the
/// background, again after each change of it.
public final class ChangesViewModel implements AutoCloseable {
    private static final int MOST_DECIDED = 40;

    private final Proposals proposals;
    private final ReviewViewModel review;
    private final Threads threads;
    private final Executor reading;
    private final Subscription storeChanges;
    private final ObservableList<ProposalRow> rows = FXCollections.observableArrayList();
    // Kept, because such a view hears of changes only as long as someone holds it.
    private final ObservableList<ProposalRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyIntegerWrapper openCount = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<Proposals.Unreadable>> unreadable = new ReadOnlyObjectWrapper<>(List.of());

    public ChangesViewModel(Proposals proposals, ReviewViewModel review, Threads threads) {
        this.proposals = proposals;
        this.review = review;
        this.threads = threads;
        this.reading = new SerialExecutor(threads.background());
        this.storeChanges = proposals.onChange(this::reload);
        reload();
    }

    /// Open ones first, each group newest first.
    public ObservableList<ProposalRow> rows() {
        return rowsView;
    }

    public ReadOnlyIntegerProperty openCount() {
        return openCount.getReadOnlyProperty();
    }

    /// Files of the store that are no proposals; they are left as they are.
    public ReadOnlyObjectProperty<List<Proposals.Unreadable>> unreadable() {
        return unreadable.getReadOnlyProperty();
    }

    public ReviewViewModel review() {
        return review;
    }

    /// The row under review; empty if it is not a proposal.
    public Optional<ProposalRow> selected() {
        return review.target()
                .get()
                .filter(Target.OfProposal.class::isInstance)
                .map(target -> ((Target.OfProposal) target).id())
                .flatMap(id -> rows.stream().filter(row -> row.id().equals(id)).findFirst());
    }

    public void select(ProposalId id) {
        review.open(new Target.OfProposal(id));
    }

    /// Follows the window's navigation.
    public void arrive(Destination destination) {
        switch (destination) {
            case Destination.Review(ProposalId proposal) -> select(proposal);
            case Destination.ReviewUndo(String entryId) -> review.open(new Target.OfUndo(entryId));
            case Destination.ReviewRollback(int generation) -> review.open(new Target.OfRollback(generation));
            case Destination.Screen(Place place) -> {
                if (place == Place.CHANGES) {
                    selectWhatWaits();
                }
            }
            case Destination.TimelineEntry _, Destination.Ask _, Destination.Session _, Destination.NewChat _ -> {}
        }
    }

    /// Who comes here with nothing under review wants to see what waits for a decision.
    private void selectWhatWaits() {
        if (review.target().get().isEmpty()
                && !rows.isEmpty()
                && rows.getFirst().isOpen()) {
            select(rows.getFirst().id());
        }
    }

    /// Reads the store again; from any thread.
    public void reload() {
        reading.execute(() -> {
            List<ProposalRow> all =
                    proposals.all().stream().map(ProposalRow::of).toList();
            List<Proposals.Unreadable> broken = proposals.unreadable();
            threads.ui().execute(() -> show(all, broken));
        });
    }

    @Override
    public void close() {
        storeChanges.close();
    }

    private void show(List<ProposalRow> all, List<Proposals.Unreadable> broken) {
        List<ProposalRow> next =
                new ArrayList<>(all.stream().filter(ProposalRow::isOpen).toList());
        openCount.set(next.size());
        all.stream().filter(row -> !row.isOpen()).limit(MOST_DECIDED).forEach(next::add);
        if (!rows.equals(next)) {
            rows.setAll(next);
        }
        unreadable.set(List.copyOf(broken));
        review.storeChanged();
    }
}
