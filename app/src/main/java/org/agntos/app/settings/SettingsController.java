package org.agntos.app.settings;

import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.platform.hotkey.Binding;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.agntos.app.shell.Screen;
import org.agntos.app.theme.Theme;

/// The settings screen.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class SettingsController implements Screen {
    private final SettingsViewModel model;
    private final Node root;

    @FXML
    private BorderPane frame;

    @FXML
    private ToggleGroup themes;

    @FXML
    private ToggleButton system;

    @FXML
    private ToggleButton light;

    @FXML
    private ToggleButton dark;

    @FXML
    private TextField keys;

    @FXML
    private Button test;

    @FXML
    private Label state;

    @FXML
    private VBox byHand;

    @FXML
    private TextArea binding;

    @FXML
    private Button write;

    @FXML
    private VBox question;

    @FXML
    private Label questionText;

    @FXML
    private Button no;

    @FXML
    private Label note;

    @FXML
    private CheckBox autostart;

    @FXML
    private Label autostartHelp;

    public SettingsController(SettingsViewModel model) {
        this.model = model;
        this.root = Fxml.load("settings.fxml", this);
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        keys.requestFocus();
    }

    @FXML
    void initialize() {
        frame.getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource("settings.css"), "packed with the app")
                        .toExternalForm());
        model.theme().subscribe(theme -> themes.selectToggle(button(theme)));
        // A theme is always chosen: the button of the present one does not go out.
        themes.selectedToggleProperty().addListener((_, before, now) -> {
            if (now == null) {
                themes.selectToggle(before);
            } else {
                model.theme().set(light.isSelected() ? Theme.LIGHT : dark.isSelected() ? Theme.DARK : Theme.SYSTEM);
            }
        });
        keys.textProperty().bindBidirectional(model.keys());
        model.hotkey().subscribe(this::show);
        note.textProperty().bind(model.note());
        model.note().subscribe(words -> show(note, !words.isEmpty()));
        model.startsWithSession().subscribe(isOn -> autostart.setSelected(isOn));
        autostartHelp.setText(Messages.format("settings.start.help", model.autostartFile()));
        show(question, false);
    }

    private ToggleButton button(Theme theme) {
        return switch (theme) {
            case SYSTEM -> system;
            case LIGHT -> light;
            case DARK -> dark;
        };
    }

    private static void show(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }

    private void show(HotkeyState now) {
        state.setText(words(now));
        test.setDisable(!(now instanceof HotkeyState.InForce || now instanceof HotkeyState.ByHand));
        boolean isByHand = now instanceof HotkeyState.ByHand;
        show(byHand, isByHand);
        show(question, false);
        if (now instanceof HotkeyState.ByHand(Binding offered, var _)) {
            binding.setText(offered.text());
            show(write, !(offered.installation() instanceof Binding.Installation.None));
        }
    }

    private static String words(HotkeyState now) {
        return switch (now) {
            case HotkeyState.Off _ -> Messages.text("settings.key.off");
            case HotkeyState.Asking _ -> Messages.text("settings.key.asking");
            case HotkeyState.InForce(var way, String trigger) ->
                Messages.format(
                        "settings.key.in-force",
                        trigger,
                        switch (way) {
                            case X11 -> Messages.text("settings.key.x11");
                            case PORTAL -> Messages.text("settings.key.portal");
                        });
            case HotkeyState.Taken(var chord) -> Messages.format("settings.key.taken", chord.text());
            case HotkeyState.Unreadable(String text) -> Messages.format("settings.key.unreadable", text);
            case HotkeyState.ByHand(Binding offered, var _) ->
                Messages.format("settings.key.by-hand", offered.desktop());
        };
    }

    @FXML
    void useKeys() {
        model.useKeys();
    }

    @FXML
    void useNoKey() {
        model.useNoKey();
    }

    @FXML
    void test() {
        int number = model.beginTest();
        PauseTransition patience = new PauseTransition(Duration.seconds(SettingsViewModel.TEST_SECONDS));
        patience.setOnFinished(_ -> model.testEnded(number));
        patience.play();
    }

    @FXML
    void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(binding.getText());
        Clipboard.getSystemClipboard().setContent(content);
        model.copied();
    }

    @FXML
    void askToWrite() {
        if (model.hotkey().get() instanceof HotkeyState.ByHand(Binding offered, var _)) {
            questionText.setText(
                    offered.installation() instanceof Binding.Installation.Line line
                            ? Messages.format("settings.key.write.ask", line.file())
                            : Messages.text("settings.key.run.ask"));
            show(question, true);
            no.requestFocus();
        }
    }

    @FXML
    void writeIt() {
        show(question, false);
        if (model.hotkey().get() instanceof HotkeyState.ByHand(Binding offered, var _)) {
            model.install(offered);
        }
        write.requestFocus();
    }

    @FXML
    void doNotWrite() {
        show(question, false);
        write.requestFocus();
    }

    @FXML
    void toggleAutostart() {
        model.setStartsWithSession(autostart.isSelected());
    }
}
