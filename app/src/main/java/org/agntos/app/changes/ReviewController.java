package org.agntos.app.changes;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.proposal.ConfirmButton;
import org.agntos.app.proposal.ProposalWords;
import org.agntos.app.proposal.RiskLabel;
import org.agntos.app.proposal.Tone;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.Risk;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// The review of one change.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
final class ReviewController {
    private final ReviewViewModel model;
    private final Node root;
    private Runnable goBack = () -> {};
    private @Nullable Target shownTarget;
    private @Nullable DifferencePane difference;
    private final ChecksPane checks;
    private final ConfirmButton discard;

    @FXML
    private StackPane layers;

    @FXML
    private VBox nothing;

    @FXML
    private VBox ready;

    @FXML
    private Button back;

    @FXML
    private Label title;

    @FXML
    private HBox marks;

    @FXML
    private HBox requestRow;

    @FXML
    private Label request;

    @FXML
    private Label rationale;

    @FXML
    private HBox riskBanner;

    @FXML
    private Label riskReasons;

    @FXML
    private HBox staleBanner;

    @FXML
    private Label staleText;

    @FXML
    private ToggleButton differenceTab;

    @FXML
    private ToggleButton checksTab;

    @FXML
    private StackPane content;

    @FXML
    private VBox actions;

    @FXML
    private HBox left;

    @FXML
    private Label blocked;

    @FXML
    private Button approve;

    @FXML
    private Button verify;

    @FXML
    private Button timeline;

    @FXML
    private Button undo;

    @FXML
    private HBox confirm;

    @FXML
    private Label confirmText;

    @FXML
    private Button confirmNo;

    ReviewController(ReviewViewModel model) {
        this.model = model;
        this.checks = new ChecksPane(this::showProblem, model::use);
        this.discard = new ConfirmButton(
                "review-discard", Messages.text("review.discard"), Messages.text("discard.confirm"), model::discard);
        this.root = Fxml.load("review.fxml", this);
    }

    Node root() {
        return root;
    }

    void onBack(Runnable action) {
        goBack = action;
    }

    void setBackShown(boolean isShown) {
        show(back, isShown);
    }

    /// Takes the keyboard focus to what is asked. A change with a high risk never finds the focus on Approve.
    void focus() {
        if (difference != null && differenceTab.isSelected() && content.isVisible()) {
            difference.requestFocus();
        } else {
            checksTab.requestFocus();
        }
    }

    void confirm() {
        if (model.edit().get().isPresent()) {
            model.saveEdit();
        } else {
            model.approve();
        }
    }

    boolean escape() {
        if (model.confirming().get()) {
            model.thinkAgain();
            return true;
        }
        if (model.edit().get().isPresent()) {
            model.cancelEdit();
            return true;
        }
        return false;
    }

    @FXML
    void initialize() {
        left.getChildren().addFirst(discard);
        blocked.managedProperty().bind(blocked.textProperty().isNotEmpty());
        model.state().subscribe(this::show);
        model.busy().subscribe(_ -> showActions());
        model.confirming().subscribe(this::showConfirming);
        model.edit().subscribe(_ -> {
            if (model.state().get() instanceof ReviewState.Ready(Review review)) {
                showContent(review);
                showActions();
            }
        });
    }

    @FXML
    void back() {
        goBack.run();
    }

    @FXML
    void approve() {
        model.approve();
    }

    @FXML
    void thinkAgain() {
        model.thinkAgain();
        approve.requestFocus();
    }

    @FXML
    void reviewUndo() {
        model.reviewUndo();
    }

    @FXML
    void showTimeline() {
        model.showTimeline();
    }

    @FXML
    void verifyAgain() {
        model.verifyAgain();
    }

    @FXML
    void chooseDifference() {
        select(differenceTab);
        showTab();
    }

    @FXML
    void chooseChecks() {
        select(checksTab);
        showTab();
    }

    private void showTab() {
        if (model.state().get() instanceof ReviewState.Ready(Review review)) {
            showContent(review);
        }
    }

    private void show(ReviewState state) {
        layers.getChildren().removeIf(node -> node instanceof ApplyPane || node instanceof ImpossiblePane);
        show(ready, state instanceof ReviewState.Ready);
        show(nothing, state instanceof ReviewState.Nothing);
        switch (state) {
            case ReviewState.Nothing _ -> shownTarget = null;
            case ReviewState.Loading _ -> {}
            case ReviewState.Ready(Review review) -> showReview(review);
            case ReviewState.Impossible impossible ->
                layers.getChildren().add(new ImpossiblePane(impossible, goBack, model::proposeUndo));
            case ReviewState.Applying(ApplyViewModel apply) ->
                layers.getChildren().add(new ApplyPane(apply, model::reload));
        }
    }

    private void showReview(Review review) {
        boolean isNew = !review.target().equals(shownTarget);
        shownTarget = review.target();
        title.setText(review.title());
        marks.getChildren().clear();
        if (review.proposal() != null) {
            marks.getChildren().add(new RiskLabel(review.risk().level()));
            if (!review.isOpen()) {
                marks.getChildren().add(status(review.proposal()));
            }
        }
        showText(request, requestRow, prompt(review));
        showText(rationale, rationale, rationaleOf(review));
        Risk risk = review.risk();
        showText(riskReasons, riskBanner, review.isOpen() ? String.join(" ", risk.reasons()) : "");
        (risk.level() == Risk.Level.LOW ? Tone.QUIET : Tone.of(risk.level())).mark(riskBanner);
        showText(staleText, staleBanner, review.isStale() ? staleWords(review.stale()) : "");
        checks.show(review);
        show(checksTab, review.proposal() != null);
        int failed = review.failedStages().size();
        checksTab.setText(
                failed == 0 ? Messages.text("review.tab.checks") : Messages.format("review.tab.checks.failed", failed));
        differenceTab.setText(
                Messages.format("review.tab.difference", review.diffs().size()));
        if (isNew) {
            discard.reset();
            select(failed > 0 && review.isOpen() ? checksTab : differenceTab);
        }
        difference().show(review);
        showContent(review);
        showActions();
        if (isNew && root.getScene() != null) {
            focus();
        }
    }

    private void showContent(Review review) {
        Optional<FileEdit> edit = model.edit().get();
        if (edit.isPresent()) {
            content.getChildren().setAll(new EditPane(edit.get(), model));
        } else if (checksTab.isSelected() && review.proposal() != null) {
            content.getChildren().setAll(checks);
        } else {
            content.getChildren().setAll(difference());
        }
    }

    private void showActions() {
        if (!(model.state().get() instanceof ReviewState.Ready(Review review))) {
            return;
        }
        boolean isBusy = model.busy().get();
        boolean isEditing = model.edit().get().isPresent();
        boolean isApplied = review.appliedAs() != null;
        show(
                actions,
                (review.isOpen() || isApplied)
                        && !isEditing
                        && !model.confirming().get());
        show(discard, review.isEditable());
        discard.setDisable(isBusy);
        show(verify, review.isEditable());
        verify.setDisable(isBusy);
        show(timeline, isApplied);
        show(undo, isApplied);
        show(approve, review.isOpen());
        approve.setDisable(isBusy || !review.isApprovable());
        approve.setText(review.proposal() == null ? Messages.text("review.undo") : Messages.text("review.approve"));
        blocked.setText(isBusy ? Messages.text("review.verifying") : blockedWords(review));
    }

    private void showConfirming(boolean isConfirming) {
        show(confirm, isConfirming);
        if (isConfirming && model.state().get() instanceof ReviewState.Ready(Review review)) {
            confirmText.setText(Messages.format(
                    "review.confirm",
                    ProposalWords.risk(review.risk().level()),
                    String.join(" ", review.risk().reasons())));
            confirmNo.requestFocus();
        }
        showActions();
    }

    private void showProblem(TreePath path) {
        select(differenceTab);
        showTab();
        difference().showFile(path);
    }

    private void select(ToggleButton tab) {
        differenceTab.setSelected(tab.equals(differenceTab));
        checksTab.setSelected(tab.equals(checksTab));
    }

    /// Made when first needed: the text area it needs is slow to load.
    private DifferencePane difference() {
        DifferencePane pane = difference;
        if (pane == null) {
            pane = new DifferencePane(model);
            difference = pane;
        }
        return pane;
    }

    private static void showText(Label label, Node whole, String text) {
        label.setText(text);
        show(whole, !text.isEmpty());
    }

    private static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }

    private static String prompt(Review review) {
        Proposal proposal = review.proposal();
        return proposal == null || proposal.prompt() == null ? "" : proposal.prompt();
    }

    private static String rationaleOf(Review review) {
        Proposal proposal = review.proposal();
        return proposal == null ? Messages.text("review.undo.text") : proposal.rationale();
    }

    private static Label status(Proposal proposal) {
        Label label = new Label(ProposalWords.status(proposal.status()));
        label.getStyleClass().add("chip");
        label.setId("review-status");
        Tone.of(proposal.status()).mark(label);
        return label;
    }

    private static String staleWords(List<TreePath> stale) {
        return Messages.format(
                "review.stale",
                stale.size(),
                String.join(", ", stale.stream().map(TreePath::value).toList()));
    }

    private static String blockedWords(Review review) {
        if (review.isStale()) {
            return Messages.text("review.blocked.stale");
        }
        if (review.failedStages().isEmpty()) {
            return "";
        }
        return Messages.format(
                "review.blocked.failed",
                String.join(
                        ", ",
                        review.failedStages().stream()
                                .map(outcome -> ProposalWords.stage(outcome.stage()))
                                .toList()));
    }
}
