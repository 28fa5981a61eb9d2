package org.agntos.app.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.FakeSubmit;
import org.agntos.app.fakes.Samples;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.theme.Theme;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Risk;
import org.junit.jupiter.api.Test;

class ChangesViewModelTest {
    private final FakeProposals proposals = new FakeProposals();
    private final ShellViewModel shell = new ShellViewModel(Theme.LIGHT);
    private final ReviewViewModel review = new ReviewViewModel(
            proposals, new FakeSubmit(), new FakeAuditLog(), new ApplyReports(shell, shell, shell), Threads.direct());
    private final ChangesViewModel model = new ChangesViewModel(proposals, review, Threads.direct());

    private void put(String id, String summary) {
        proposals.put(Samples.proposal(
                id, summary, summary, Map.of(Samples.HTOP, Samples.HTOP_NIX), Samples.passed(), Risk.Level.LOW));
    }

    @Test
    void openOnesComeFirst() {
        put("p-1", "oldest");
        put("p-2", "decided");
        put("p-3", "newest");

        proposals.setStatus(new ProposalId("p-2"), ProposalStatus.APPLIED);

        assertThat(model.rows()).extracting(ProposalRow::summary).containsExactly("newest", "oldest", "decided");
        assertThat(model.openCount().get()).isEqualTo(2);
    }

    @Test
    void whatAnotherProgramStoresIsShown() {
        assertThat(model.rows()).isEmpty();

        put("p-1", "from agntctl");

        assertThat(model.rows()).extracting(ProposalRow::summary).containsExactly("from agntctl");
    }

    @Test
    void theRowUnderReviewIsTheSelectedOne() {
        put("p-1", "one");
        put("p-2", "two");

        model.arrive(new Destination.Review(new ProposalId("p-1")));

        assertThat(model.selected()).map(ProposalRow::summary).contains("one");
    }

    @Test
    void noRowIsSelectedWhileAnUndoIsReviewed() {
        put("p-1", "one");

        model.arrive(new Destination.ReviewUndo("a-1"));

        assertThat(model.selected()).isEmpty();
        assertThat(review.target().get()).contains(new Target.OfUndo("a-1"));
    }

    @Test
    void whatWaitsForADecisionIsOpenedForWhoComesWithNothingElse() {
        put("p-1", "applied");
        proposals.setStatus(new ProposalId("p-1"), ProposalStatus.APPLIED);
        model.arrive(new Destination.Screen(Place.CHANGES));
        assertThat(model.selected()).isEmpty();

        put("p-2", "waits");
        model.arrive(new Destination.Screen(Place.CHANGES));
        assertThat(model.selected()).map(ProposalRow::summary).contains("waits");

        put("p-3", "newer");
        model.arrive(new Destination.Screen(Place.CHANGES));
        assertThat(model.selected()).map(ProposalRow::summary).contains("waits");
    }
}
