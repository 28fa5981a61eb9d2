package org.agntos.app.changes;

import java.time.Clock;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.shell.Screen;

/// The changes screen: the list, and the review of the one chosen. In a narrow window it shows one of them at a time.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class ChangesController implements Screen {
    private static final double BOTH_FROM = 740;
    private static final double LIST_WIDTH = 256;
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ChangesViewModel model;
    private final ReviewController review;
    private final Clock clock;
    private final Node root;
    private boolean isSelecting;

    @FXML
    private BorderPane frame;

    @FXML
    private VBox side;

    @FXML
    private ListView<ProposalRow> list;

    @FXML
    private Label unreadable;

    @FXML
    private StackPane detail;

    public ChangesController(ChangesViewModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.review = new ReviewController(model.review());
        this.root = Fxml.load("changes.fxml", this);
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void shown() {
        model.reload();
        model.review().storeChanged();
        if (model.review().target().get().isPresent()) {
            review.focus();
        } else {
            list.requestFocus();
        }
    }

    @Override
    public void confirm() {
        review.confirm();
    }

    @Override
    public boolean escape() {
        if (review.escape()) {
            return true;
        }
        if (isNarrow() && model.review().target().get().isPresent()) {
            back();
            return true;
        }
        return false;
    }

    @FXML
    void initialize() {
        detail.getChildren().add(review.root());
        review.onBack(this::back);
        list.setItems(model.rows());
        list.setCellFactory(_ -> new ProposalCell(clock));
        list.setPlaceholder(new Label(Messages.text("changes.none")));
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !isSelecting) {
                model.select(row.id());
            }
        });
        model.rows().subscribe(this::showSelection);
        model.review().target().subscribe(_ -> {
            showSelection();
            arrange();
        });
        model.unreadable().subscribe(broken -> {
            unreadable.setText(Messages.format("changes.unreadable", broken.size()));
            unreadable.setVisible(!broken.isEmpty());
            unreadable.setManaged(!broken.isEmpty());
        });
        frame.widthProperty().subscribe(_ -> arrange());
    }

    private boolean isNarrow() {
        return frame.getWidth() < BOTH_FROM;
    }

    /// Both sides where there is room for both, else the one that is wanted.
    private void arrange() {
        boolean isReviewing = model.review().target().get().isPresent();
        boolean showsList = !isNarrow() || !isReviewing;
        side.setVisible(showsList);
        side.setManaged(showsList);
        boolean showsDetail = !isNarrow() || isReviewing;
        detail.setVisible(showsDetail);
        detail.setManaged(showsDetail);
        side.setPrefWidth(isNarrow() ? frame.getWidth() : LIST_WIDTH);
        frame.pseudoClassStateChanged(NARROW, isNarrow());
        review.setBackShown(isNarrow());
    }

    private void showSelection() {
        isSelecting = true;
        try {
            model.selected()
                    .ifPresentOrElse(
                            row -> {
                                list.getSelectionModel().select(row);
                                list.scrollTo(row);
                            },
                            () -> list.getSelectionModel().clearSelection());
        } finally {
            isSelecting = false;
        }
    }

    private void back() {
        model.review().close();
        list.requestFocus();
    }
}
