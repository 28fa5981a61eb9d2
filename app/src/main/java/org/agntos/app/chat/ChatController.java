package org.agntos.app.chat;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.shell.Screen;
import org.agntos.core.agent.Conversations;
import org.kordamp.ikonli.javafx.FontIcon;

/// The chat screen.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class ChatController implements Screen {
    private static final int MOST_LINES = 6;
    private static final int LONGEST_HISTORY = 20;
    private static final double LINE_HEIGHT = 20;
    private static final double INPUT_PADDING = 20;

    private final ChatViewModel model;
    private final String plannerName;
    private final Node root;
    private boolean isFollowing = true;

    @FXML
    private MenuButton history;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox turns;

    @FXML
    private VBox empty;

    @FXML
    private FlowPane examples;

    @FXML
    private TextArea input;

    @FXML
    private Button send;

    @FXML
    private Label planner;

    @FXML
    private Label hint;

    /// @param plannerName who answers, as shown to the person
    public ChatController(ChatViewModel model, String plannerName) {
        this.model = model;
        this.plannerName = plannerName;
        this.root = Fxml.load("chat.fxml", this);
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void shown() {
        input.requestFocus();
        model.loadHistory(this::showHistory);
    }

    @Override
    public boolean escape() {
        if (model.busy().get()) {
            model.stop();
            return true;
        }
        return false;
    }

    @FXML
    void initialize() {
        planner.setText(plannerName);
        input.textProperty().bindBidirectional(model.input());
        input.textProperty().subscribe(this::fitInput);
        input.widthProperty().subscribe(_ -> fitInput(input.getText()));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::inputKey);
        model.busy().subscribe(this::showBusy);
        send.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !model.busy().get() && model.input().get().isBlank(), model.busy(), model.input()));
        model.turns().forEach(turn -> turns.getChildren().add(new TurnView(model, turn)));
        model.turns().addListener(this::showTurns);
        empty.visibleProperty()
                .bind(Bindings.isEmpty(model.turns()).and(model.busy().not()));
        empty.managedProperty().bind(empty.visibleProperty());
        scroll.visibleProperty().bind(empty.visibleProperty().not());
        addExamples();
        followEnd();
    }

    @FXML
    void sendOrStop() {
        if (model.busy().get()) {
            model.stop();
        } else {
            model.send();
        }
    }

    @FXML
    void newChat() {
        model.startNew();
        input.requestFocus();
    }

    private void addExamples() {
        List<String> requests = List.of(
                Messages.text("chat.example.install"),
                Messages.text("chat.example.port"),
                Messages.text("chat.example.why"),
                Messages.text("chat.example.changed"));
        for (int i = 0; i < requests.size(); i++) {
            String request = requests.get(i);
            Button example = new Button(request);
            example.setId("chat-example-" + (i + 1));
            example.getStyleClass().add("example");
            example.setOnAction(_ -> model.ask(request));
            examples.getChildren().add(example);
        }
    }

    private void showTurns(ListChangeListener.Change<? extends Turn> change) {
        while (change.next()) {
            if (change.wasRemoved()) {
                turns.getChildren().clear();
            }
            change.getAddedSubList().forEach(turn -> turns.getChildren().add(new TurnView(model, turn)));
        }
        isFollowing = true;
    }

    /// Stays at the end while it grows, unless the person has scrolled up.
    private void followEnd() {
        turns.heightProperty().subscribe(_ -> {
            if (isFollowing) {
                scroll.layout();
                scroll.setVvalue(1);
            }
        });
        scroll.setOnScroll(_ -> isFollowing = scroll.getVvalue() > 0.99);
        scroll.setOnMouseReleased(_ -> isFollowing = scroll.getVvalue() > 0.99);
    }

    private void showBusy(boolean isBusy) {
        send.setGraphic(new FontIcon(isBusy ? "fth-square" : "fth-arrow-up"));
        send.setAccessibleText(isBusy ? Messages.text("chat.stop") : Messages.text("chat.send"));
        hint.setText(isBusy ? Messages.text("chat.hint.busy") : Messages.text("chat.hint"));
    }

    private void showHistory(List<Conversations.Summary> conversations) {
        history.setVisible(!conversations.isEmpty());
        history.getItems().clear();
        conversations.stream().limit(LONGEST_HISTORY).forEach(conversation -> {
            MenuItem item = new MenuItem(conversation.title());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.resume(conversation.sessionId()));
            history.getItems().add(item);
        });
    }

    private void inputKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            event.consume();
            if (event.isShiftDown()) {
                input.replaceSelection("\n");
            } else {
                model.send();
            }
        } else if (event.getCode() == KeyCode.UP && model.recall()) {
            input.end();
            event.consume();
        }
    }

    private void fitInput(String written) {
        Text measure = new Text(written.isEmpty() ? " " : written + " ");
        measure.setFont(input.getFont());
        measure.setWrappingWidth(Math.max(100, input.getWidth() - 32));
        double lines = Math.ceil(measure.getLayoutBounds().getHeight() / LINE_HEIGHT);
        input.setPrefHeight(Math.clamp(lines, 1, MOST_LINES) * LINE_HEIGHT + INPUT_PADDING);
    }
}
