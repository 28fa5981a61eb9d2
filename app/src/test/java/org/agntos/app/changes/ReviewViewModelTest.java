package org.agntos.app.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.fakes.FakeProposals;
import org.agntos.app.fakes.FakeSubmit;
import org.agntos.app.fakes.Samples;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.ErrorReport;
import org.agntos.app.shell.Place;
import org.agntos.app.shell.ShellViewModel;
import org.agntos.app.shell.Toast;
import org.agntos.app.theme.Theme;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.Risk;
import org.agntos.core.change.SubmitChange;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewViewModelTest {
    private static final ProposalId HTOP = new ProposalId("p-1");
    private static final ProposalId ROOT_LOGIN = new ProposalId("p-2");
    private static final ProposalId BROKEN = new ProposalId("p-3");
    private static final TreePath FIRST = new TreePath("services/openssh.nix");
    private static final TreePath SECOND = new TreePath("options/services.openssh.settings.PermitRootLogin.nix");

    private final FakeProposals proposals = new FakeProposals();
    private final FakeSubmit submit = new FakeSubmit();
    private final ShellViewModel shell = new ShellViewModel(Theme.LIGHT);
    private final ReviewViewModel model = new ReviewViewModel(
            proposals, submit, new FakeAuditLog(), new ApplyReports(shell, shell, shell), Threads.direct());

    @BeforeEach
    void fill() {
        proposals.put(Samples.htop());
        proposals.put(Samples.proposal(
                "p-2",
                "Let root log in",
                "let root log in by ssh",
                Map.of(FIRST, "{ }\n", SECOND, "{ }\n"),
                Samples.passed(),
                Risk.Level.HIGH));
        proposals.put(Samples.proposal(
                "p-3",
                "Install htopp",
                "install htopp",
                Map.of(Samples.HTOP, "{ }\n"),
                Samples.failedGrounding(),
                Risk.Level.LOW));
        proposals.verifyingAs(Samples.passed());
    }

    private Review review() {
        assertThat(model.state().get()).isInstanceOf(ReviewState.Ready.class);
        return ((ReviewState.Ready) model.state().get()).review();
    }

    private ErrorReport error() {
        return shell.error().get().orElseThrow();
    }

    @Test
    void showsTheProposalAsItIsStored() {
        model.open(new Target.OfProposal(HTOP));

        assertThat(review().title()).isEqualTo("Install htop");
        assertThat(review().diffs()).containsExactly(new FileDiff(Samples.HTOP, null, Samples.HTOP_NIX));
        assertThat(review().isApprovable()).isTrue();
    }

    @Test
    void approvalNamesTheDigestThatIsShown() {
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(submit.orders).containsExactly("apply p-1 " + Samples.htop().digest());
    }

    @Test
    void successIsAToastWithUndoAndUndoIsReviewedFirst() {
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        Toast toast = shell.toast().get().orElseThrow();
        assertThat(toast.text()).isEqualTo("Applied: Install htop");
        submit.preview = new SubmitChange.Preview.Ready("Undo: Install htop", List.of(), Sha256.of("undo"));
        shell.onArrival(destination -> {
            if (destination instanceof Destination.ReviewUndo(String entry)) {
                model.open(new Target.OfUndo(entry));
            }
        });
        assertThat(shell.runToastAction()).isTrue();
        assertThat(shell.place().get()).isEqualTo(Place.CHANGES);
        assertThat(review().title()).isEqualTo("Undo: Install htop");
        model.approve();
        assertThat(submit.orders).last().isEqualTo("undo a-1 " + Sha256.of("undo"));
    }

    @Test
    void aHighRiskNeedsASecondYes() {
        model.open(new Target.OfProposal(ROOT_LOGIN));

        model.approve();

        assertThat(submit.orders).isEmpty();
        assertThat(model.confirming().get()).isTrue();
        model.approve();
        assertThat(submit.orders).hasSize(1);
    }

    @Test
    void lookingAgainTakesTheFirstYesBack() {
        model.open(new Target.OfProposal(ROOT_LOGIN));
        model.approve();

        model.thinkAgain();
        model.approve();

        assertThat(submit.orders).isEmpty();
        assertThat(model.confirming().get()).isTrue();
    }

    @Test
    void aFirstYesDoesNotOutliveTheChangeItWasGivenFor() {
        model.open(new Target.OfProposal(ROOT_LOGIN));
        model.approve();

        proposals.put(Samples.proposal(
                "p-2",
                "Let root log in",
                "other words",
                Map.of(FIRST, "{ x = 1; }\n"),
                Samples.passed(),
                Risk.Level.HIGH));
        model.storeChanged();

        assertThat(model.confirming().get()).isFalse();
    }

    @Test
    void aFailedCheckForbidsApproval() {
        model.open(new Target.OfProposal(BROKEN));

        model.approve();

        assertThat(submit.orders).isEmpty();
        assertThat(review().isApprovable()).isFalse();
    }

    @Test
    void aFixIsPutIntoTheChangeAndVerified() {
        model.open(new Target.OfProposal(BROKEN));
        Fix fix =
                Samples.failedGrounding().get(1).result().problems().getFirst().fix();
        assertThat(fix).isNotNull();

        model.use(fix);

        assertThat(review().diffs()).containsExactly(new FileDiff(Samples.HTOP, null, Samples.HTOP_NIX));
        assertThat(review().isApprovable()).isTrue();
    }

    @Test
    void aStaleProposalIsVerifiedAgainBeforeApproval() {
        proposals.makeStale(HTOP);
        model.open(new Target.OfProposal(HTOP));
        assertThat(review().isStale()).isTrue();
        model.approve();
        assertThat(submit.orders).isEmpty();

        model.verifyAgain();

        assertThat(review().isStale()).isFalse();
        model.approve();
        assertThat(submit.orders).hasSize(1);
    }

    @Test
    void anEditIsStoredAndVerified() {
        model.open(new Target.OfProposal(BROKEN));
        model.startEdit(Samples.HTOP);

        model.edit().get().orElseThrow().text().set(Samples.HTOP_NIX);
        model.saveEdit();

        assertThat(model.edit().get()).isEmpty();
        assertThat(review().diffs()).extracting(FileDiff::after).containsExactly(Samples.HTOP_NIX);
        assertThat(review().isApprovable()).isTrue();
    }

    @Test
    void whileAFileIsEditedNothingIsApproved() {
        model.open(new Target.OfProposal(HTOP));
        model.startEdit(Samples.HTOP);

        model.approve();

        assertThat(submit.orders).isEmpty();
    }

    @Test
    void aDroppedFileLeavesTheRest() {
        model.open(new Target.OfProposal(ROOT_LOGIN));

        model.drop(SECOND);

        assertThat(review().diffs()).extracting(FileDiff::path).containsExactly(FIRST);
    }

    @Test
    void discardingEndsTheDecision() {
        model.open(new Target.OfProposal(HTOP));

        model.discard();

        Proposal shown = review().proposal();
        assertThat(shown).isNotNull();
        assertThat(shown.status()).isEqualTo(ProposalStatus.DISCARDED);
        assertThat(review().isApprovable()).isFalse();
    }

    @Test
    void aFailureSaysWhatWasKeptAndWhatToDo() {
        submit.outcome = new SubmitChange.Outcome.Failed(new HelperEvent.Failed(
                ExitCode.FAILED_AND_RESTORED,
                HelperEvent.Reason.BUILD,
                "The system could not be built.",
                "Every file is as it was.",
                "Correct the file and verify again.",
                List.of("error: attribute 'htopp' missing"),
                Optional.of("a-9")));
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(error().happened()).isEqualTo("The system could not be built.");
        assertThat(error().kept()).isEqualTo("Every file is as it was.");
        assertThat(error().next()).isEqualTo("Correct the file and verify again.");
        assertThat(error().code()).isEqualTo("H-BUILD");
        assertThat(error().details()).containsExactly("error: attribute 'htopp' missing");
        assertThat(model.state().get()).as("the log stays").isInstanceOf(ReviewState.Applying.class);
        model.reload();
        assertThat(review().title()).isEqualTo("Install htop");
    }

    @Test
    void aLostHelperIsReportedWithWhatHoldsAllTheSame() {
        submit.outcome = new SubmitChange.Outcome.HelperLost("The helper ended without a last word.", "Try again.");
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(error().code()).isEqualTo("H-LOST");
        assertThat(error().kept()).contains("journal");
    }

    @Test
    void whyTheHelperNeverBeganIsReportedWithWhatToDo() {
        submit.outcome = new SubmitChange.Outcome.NotStarted(new Obstacle.NoAgent("Start one with the session."));
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(error().code()).isEqualTo("P-NO_AGENT");
        assertThat(error().kept()).contains("nothing was changed");
        assertThat(error().next()).isEqualTo("Start one with the session.");
    }

    @Test
    void aDismissedAuthenticationIsNoErrorAndTheChangeCanBeApprovedAgain() {
        submit.outcome = new SubmitChange.Outcome.NotStarted(new Obstacle.Dismissed());
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(shell.error().get()).isEmpty();
        assertThat(shell.toast().get()).map(Toast::text).contains("Not authenticated, so nothing was changed.");
        assertThat(review().isApprovable()).isTrue();
    }

    @Test
    void cancellingIsPossibleUntilActivation() {
        submit.script = events -> {
            ApplyViewModel running = ((ReviewState.Applying) model.state().get()).apply();
            events.accept(new HelperEvent.PhaseStarted(Phase.REBUILD));
            assertThat(running.cancellable().get()).isTrue();
            assertThat(running.steps()).containsEntry(Step.BUILD, ApplyViewModel.StepState.RUNNING);
            events.accept(new HelperEvent.Progress(Phase.REBUILD, HelperEvent.Unit.BUILDS, 1, 4));
            assertThat(running.progress().get()).isEqualTo(0.25);
            events.accept(new HelperEvent.Log("building"));
            assertThat(running.log()).containsExactly("building");
            events.accept(new HelperEvent.PhaseStarted(Phase.ACTIVATE));
            assertThat(running.cancellable().get()).isFalse();
            assertThat(running.steps()).containsEntry(Step.BUILD, ApplyViewModel.StepState.DONE);
        };
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(submit.cancellation.isRequested()).isFalse();
    }

    @Test
    void cancelReachesTheHelperOnce() {
        submit.script = _ -> {
            ApplyViewModel running = ((ReviewState.Applying) model.state().get()).apply();
            running.cancel();
            assertThat(running.cancellable().get()).isFalse();
        };
        submit.outcome = new SubmitChange.Outcome.Cancelled();
        model.open(new Target.OfProposal(HTOP));

        model.approve();

        assertThat(submit.cancellation.isRequested()).isTrue();
        assertThat(shell.toast().get()).map(Toast::text).contains("Cancelled. Every file is as it was.");
        assertThat(review().isApprovable()).as("it can be approved again").isTrue();
    }

    @Test
    void anImpossibleUndoSaysWhy() {
        submit.preview = new SubmitChange.Preview.Impossible("It was undone already.", "Look at the timeline.");

        model.open(new Target.OfUndo("a-1"));

        assertThat(model.state().get())
                .isEqualTo(new ReviewState.Impossible("It was undone already.", "Look at the timeline.", List.of()));
    }

    private static SubmitChange.Preview conflict(boolean isMergeable) {
        FileChanges changes = Samples.htop().files();
        return new SubmitChange.Preview.Conflict(
                "Changed since then.",
                List.of(new FileDiff(FIRST, "now", "before")),
                List.of(),
                isMergeable ? Optional.of(changes) : Optional.empty());
    }

    @Test
    void anUndoAmongLaterChangesIsShownAndTheOneThatKeepsThemProposed() {
        submit.preview = conflict(true);
        submit.otherUndo = new ProposeChange.Outcome.Proposed(Samples.htop());
        model.open(new Target.OfUndo("a-1"));
        assertThat(model.state().get()).isInstanceOfSatisfying(ReviewState.Impossible.class, shown -> {
            assertThat(shown.hasOther()).isTrue();
            assertThat(shown.diffs()).hasSize(1);
        });

        model.proposeUndo();

        assertThat(submit.orders).containsExactly("propose undo a-1");
        assertThat(review().title()).isEqualTo("Install htop");
    }

    @Test
    void anUndoThatTouchesLaterChangesOffersNoOther() {
        submit.preview = conflict(false);

        model.open(new Target.OfUndo("a-1"));

        assertThat(model.state().get())
                .isInstanceOfSatisfying(
                        ReviewState.Impossible.class,
                        shown -> assertThat(shown.hasOther()).isFalse());
    }

    @Test
    void aVanishedProposalIsSaidToBeGone() {
        model.open(new Target.OfProposal(new ProposalId("p-99")));

        assertThat(model.state().get()).isInstanceOf(ReviewState.Impossible.class);
    }
}
