package org.agntos.app.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.app.i18n.Messages;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.ErrorReport;
import org.agntos.app.shell.ErrorReports;
import org.agntos.app.shell.Navigation;
import org.agntos.app.shell.Toast;
import org.agntos.app.shell.Toasts;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange;
import org.agntos.helper.protocol.HelperEvent;

/// Says how a transaction ended: a toast with Undo, or the error view. On the `ui` thread only.
public final class ApplyReports {
    private final Toasts toasts;
    private final ErrorReports errors;
    private final Navigation navigation;

    public ApplyReports(Toasts toasts, ErrorReports errors, Navigation navigation) {
        this.toasts = toasts;
        this.errors = errors;
        this.navigation = navigation;
    }

    void report(Review review, ApplyViewModel apply, SubmitChange.Outcome outcome) {
        switch (outcome) {
            case SubmitChange.Outcome.Done(HelperEvent.Done done) -> toasts.show(success(review, done));
            case SubmitChange.Outcome.Cancelled _ -> toasts.show(Toast.info(Messages.text("apply.cancelled")));
            case SubmitChange.Outcome.Failed(HelperEvent.Failed failed) -> {
                List<String> details = new ArrayList<>(failed.problems());
                if (details.isEmpty()) {
                    details.addAll(apply.log());
                }
                errors.show(new ErrorReport(
                        title(review),
                        failed.message(),
                        failed.kept(),
                        failed.next(),
                        "H-" + failed.reason().name(),
                        details,
                        Optional.empty()));
            }
            case SubmitChange.Outcome.NotSubmitted(var reason, String message, String next) ->
                errors.show(new ErrorReport(
                        title(review),
                        message,
                        Messages.text("apply.kept.nothing-sent"),
                        next,
                        "C-" + reason.name(),
                        List.of(),
                        Optional.empty()));
            case SubmitChange.Outcome.NotStarted(Obstacle.Dismissed _) ->
                toasts.show(Toast.info(Messages.text("apply.dismissed")));
            case SubmitChange.Outcome.NotStarted(Obstacle obstacle) ->
                errors.show(new ErrorReport(
                        title(review),
                        obstacle.message(),
                        Messages.text("apply.kept.not-started"),
                        obstacle.next(),
                        "P-" + obstacle.code().toUpperCase(Locale.ROOT),
                        List.of(),
                        Optional.empty()));
            case SubmitChange.Outcome.HelperLost(String message, String next) ->
                errors.show(new ErrorReport(
                        title(review),
                        message,
                        Messages.text("apply.kept.lost"),
                        next,
                        "H-LOST",
                        apply.log(),
                        Optional.empty()));
        }
    }

    void showTimeline(String entryId) {
        navigation.go(new Destination.TimelineEntry(entryId));
    }

    ReviewState proposalGone() {
        return new ReviewState.Impossible(Messages.text("review.gone"), Messages.text("review.gone.next"), List.of());
    }

    ReviewState proposalBroken(String reason) {
        return new ReviewState.Impossible(
                Messages.format("review.broken", reason), Messages.text("review.broken.next"), List.of());
    }

    private Toast success(Review review, HelperEvent.Done done) {
        if (done.unchanged()) {
            return Toast.info(Messages.text("apply.unchanged"));
        }
        String text = switch (review.target()) {
            case Target.OfProposal _ -> Messages.format("apply.applied", review.title());
            case Target.OfUndo _ -> Messages.format("apply.undone", review.title());
            case Target.OfRollback _ -> Messages.format("apply.rolled-back", review.title());
        };
        Toast toast = Toast.success(text);
        return done.auditId()
                .map(entry -> toast.withAction(
                        Messages.text("apply.undo"), () -> navigation.go(new Destination.ReviewUndo(entry))))
                .orElse(toast);
    }

    private static String title(Review review) {
        return Messages.format("apply.failed", review.title());
    }
}
