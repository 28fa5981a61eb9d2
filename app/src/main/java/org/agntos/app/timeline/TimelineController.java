package org.agntos.app.timeline;

import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.ScrollPaneSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.shell.Screen;
import org.kordamp.ikonli.javafx.FontIcon;

/// The timeline screen.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class TimelineController implements Screen {
    private final TimelineViewModel model;
    private final Node root;
    private final ChainBadge badge = new ChainBadge();
    private final EntryPane entryPane;
    private final GenerationPane generationPane;
    private final AnswerPane answerPane;
    private boolean isShownBefore;
    private boolean isRestoring;

    @FXML
    private BorderPane frame;

    @FXML
    private HBox head;

    @FXML
    private TextField why;

    @FXML
    private TextField search;

    @FXML
    private ComboBox<Choice<ActKind>> kind;

    @FXML
    private ComboBox<Choice<ActResult>> result;

    @FXML
    private ComboBox<Choice<String>> person;

    @FXML
    private ComboBox<Choice<String>> file;

    @FXML
    private Button clear;

    @FXML
    private Label chainNote;

    @FXML
    private ToggleButton acts;

    @FXML
    private ToggleButton rail;

    @FXML
    private Label count;

    @FXML
    private ProgressBar progress;

    @FXML
    private ListView<TimelineRow> list;

    @FXML
    private ListView<GenerationRow> generations;

    @FXML
    private VBox notice;

    @FXML
    private FontIcon noticeIcon;

    @FXML
    private Label noticeTitle;

    @FXML
    private Label noticeText;

    @FXML
    private Button noticeAction;

    @FXML
    private StackPane details;

    @FXML
    private VBox nothing;

    @FXML
    private Label message;

    public TimelineController(TimelineViewModel model) {
        this.model = model;
        this.entryPane = new EntryPane(model);
        this.generationPane = new GenerationPane(model);
        this.answerPane = new AnswerPane(model);
        this.root = Fxml.load("timeline.fxml", this);
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void shown() {
        list.requestFocus();
        model.refresh();
        if (!isShownBefore) {
            isShownBefore = true;
            model.verify();
        }
    }

    @Override
    public boolean escape() {
        if (!(model.opened().get() instanceof Opened.Nothing)) {
            model.closeOpened();
            list.getSelectionModel().clearSelection();
            list.requestFocus();
            return true;
        }
        if (!model.filter().get().isAll()) {
            clearFilter();
            return true;
        }
        return false;
    }

    /// Opens one entry, as when another screen leads here.
    public void open(String entryId) {
        acts.setSelected(true);
        model.open(entryId);
    }

    @FXML
    void initialize() {
        head.getChildren().add(badge);
        badge.setOnAction(_ -> model.verify());
        details.getChildren().addAll(entryScroll(), generationPane, answerPane);
        list.setItems(model.rows());
        list.setCellFactory(_ -> new EntryCell(model));
        list.setAccessibleText(Messages.text("nav.timeline"));
        generations.setItems(model.generations());
        generations.setCellFactory(_ -> new GenerationCell(model.clock()));
        generations.setAccessibleText(Messages.text("timeline.generations"));
        bindFilters();
        bindSelection();
        bindTabs();
        model.state().subscribe(this::showState);
        model.chain().subscribe(this::showChain);
        model.opened().subscribe(this::showOpened);
        progress.visibleProperty().bind(model.busy());
        model.rows().addListener((ListChangeListener<TimelineRow>) _ -> rowsChanged());
        model.generations().addListener((ListChangeListener<GenerationRow>) _ -> list.refresh());
        bindKeys();
        rowsChanged();
    }

    /// In a low window the entry scrolls as a whole, so that its files keep their height.
    private ScrollPane entryScroll() {
        ScrollPane scroll = new ScrollPane(entryPane);
        scroll.setSkin(new ScrollPaneSkin(scroll));
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.visibleProperty().bind(entryPane.visibleProperty());
        return scroll;
    }

    private void bindFilters() {
        search.textProperty().subscribe(text -> model.filterBy(filter -> filter.withText(text)));
        FilterBox<ActKind> kinds = new FilterBox<>(
                kind,
                Messages.text("timeline.any-kind"),
                TimelineWords::kind,
                wanted -> model.filterBy(filter -> filter.withKind(wanted)));
        kinds.fill(List.of(ActKind.APPLY, ActKind.UNDO, ActKind.ROLLBACK, ActKind.RECOVER));
        FilterBox<ActResult> results = new FilterBox<>(
                result,
                Messages.text("timeline.any-result"),
                TimelineWords::result,
                wanted -> model.filterBy(filter -> filter.withResult(wanted)));
        results.fill(List.of(ActResult.DONE, ActResult.FAILED, ActResult.REFUSED));
        FilterBox<String> people = new FilterBox<>(
                person,
                Messages.text("timeline.anyone"),
                name -> name,
                wanted -> model.filterBy(filter -> filter.withWho(wanted)));
        people.follow(model.people());
        FilterBox<String> files = new FilterBox<>(
                file,
                Messages.text("timeline.any-file"),
                name -> name,
                wanted -> model.filterBy(filter -> filter.withFile(wanted)));
        files.follow(model.files());
        model.filter().subscribe(filter -> {
            kinds.select(filter.kind());
            results.select(filter.result());
            people.select(filter.who());
            files.select(filter.file());
            clear.setVisible(!filter.isAll());
            clear.setManaged(!filter.isAll());
        });
        why.setOnAction(_ -> model.why(why.getText()));
    }

    private void bindSelection() {
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !isRestoring && !isOpen(row)) {
                model.open(row.id());
            }
        });
        generations.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !isRestoring) {
                model.open(row);
            }
        });
    }

    private boolean isOpen(TimelineRow row) {
        return model.opened().get() instanceof Opened.Entry(EntryDetails open)
                && open.entry().id().equals(row.id());
    }

    private void bindTabs() {
        ToggleGroup group = new ToggleGroup();
        acts.setToggleGroup(group);
        rail.setToggleGroup(group);
        group.selectedToggleProperty().addListener((_, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            }
        });
        generations.visibleProperty().bind(rail.selectedProperty());
        list.visibleProperty().bind(acts.selectedProperty());
        rail.selectedProperty().subscribe(_ -> showState(model.state().get()));
    }

    @FXML
    void clearFilter() {
        search.clear();
        model.filterBy(_ -> TimelineFilter.ALL);
    }

    @FXML
    void retry() {
        if (model.state().get() == ListState.FAILED) {
            model.refresh();
        } else {
            clearFilter();
        }
    }

    /// The rows are new ones: stay at the entry that is open.
    private void rowsChanged() {
        count.setText(
                model.filter().get().isAll()
                        ? Messages.format("timeline.count", model.total())
                        : Messages.format("timeline.count-of", model.rows().size(), model.total()));
        if (model.opened().get() instanceof Opened.Entry(EntryDetails open)) {
            select(open.entry().id());
        }
    }

    private void select(String entryId) {
        isRestoring = true;
        Optional<TimelineRow> row =
                model.rows().stream().filter(each -> each.id().equals(entryId)).findFirst();
        row.ifPresentOrElse(
                each -> list.getSelectionModel().select(each),
                () -> list.getSelectionModel().clearSelection());
        isRestoring = false;
    }

    private void showState(ListState state) {
        boolean isNotice = acts.isSelected() && state != ListState.READY;
        notice.setVisible(isNotice);
        switch (state) {
            case READY -> {}
            case LOADING ->
                showNotice("fth-clock", Messages.text("timeline.loading"), Messages.text("timeline.loading.text"), "");
            case EMPTY ->
                showNotice("fth-clock", Messages.text("timeline.empty"), Messages.text("timeline.empty.text"), "");
            case NO_MATCH ->
                showNotice(
                        "fth-search",
                        Messages.text("timeline.no-match"),
                        Messages.text("timeline.no-match.text"),
                        Messages.text("timeline.clear"));
            case FAILED ->
                showNotice(
                        "fth-alert-triangle",
                        Messages.text("timeline.failed"),
                        Messages.format("timeline.failed.text", model.failure().get()),
                        Messages.text("error.retry"));
        }
    }

    private void showChain(ChainState chain) {
        badge.show(chain);
        boolean isBroken = chain instanceof ChainState.Broken;
        chainNote.setVisible(isBroken);
        chainNote.setManaged(isBroken);
        if (chain instanceof ChainState.Broken(int line, String reason)) {
            chainNote.setText(Messages.format("timeline.chain.broken.text", line, reason));
        }
    }

    private void showNotice(String icon, String title, String text, String action) {
        noticeIcon.setIconLiteral(icon);
        noticeTitle.setText(title);
        noticeText.setText(text);
        noticeAction.setText(action);
        noticeAction.setVisible(!action.isEmpty());
    }

    private void showOpened(Opened opened) {
        nothing.setVisible(opened instanceof Opened.Nothing);
        message.setVisible(opened instanceof Opened.Failed);
        answerPane.setVisible(opened instanceof Opened.Answer);
        generationPane.setVisible(opened instanceof Opened.OneGeneration);
        switch (opened) {
            case Opened.Nothing _ -> entryPane.setVisible(false);
            // What is shown stays until the next is read, so that nothing flickers.
            case Opened.Loading _ -> {}
            case Opened.Entry(EntryDetails entry) -> {
                entryPane.show(entry);
                entryPane.setVisible(true);
                select(entry.entry().id());
            }
            case Opened.OneGeneration(GenerationRow row) -> {
                entryPane.setVisible(false);
                generationPane.show(row);
            }
            case Opened.Answer answer -> {
                entryPane.setVisible(false);
                answerPane.show(answer);
            }
            case Opened.Failed(String words) -> {
                entryPane.setVisible(false);
                message.setText(words);
            }
        }
    }

    private void bindKeys() {
        frame.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
                search.requestFocus();
                search.selectAll();
                event.consume();
            }
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                if (list.getSelectionModel().isEmpty()) {
                    list.getSelectionModel().selectFirst();
                }
                event.consume();
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                entryPane.focusFiles();
                event.consume();
            }
        });
    }
}
