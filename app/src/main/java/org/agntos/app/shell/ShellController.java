package org.agntos.app.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.theme.Theme;
import org.agntos.core.machine.MachineKind;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The frame: navigation at the left, the screen beside it, notices and overlays above. Screens may be added after
/// the window is shown.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class ShellController {
    private static final double COMPACT_BELOW = 900;
    private static final double TOAST_ABOVE_BUTTONS = 88;

    private final ShellViewModel model;
    private final Map<Place, Supplier<? extends Screen>> makers = new EnumMap<>(Place.class);
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private final Map<Place, NavButton> buttons = new EnumMap<>(Place.class);
    private @Nullable Screen current;
    private final Parent root;

    @FXML
    private StackPane layers;

    @FXML
    private VBox sidebar;

    @FXML
    private NavButton chat;

    @FXML
    private NavButton changes;

    @FXML
    private NavButton timeline;

    @FXML
    private NavButton memory;

    @FXML
    private NavButton settings;

    @FXML
    private StackPane content;

    @FXML
    private VBox practice;

    @FXML
    private Label practiceTitle;

    @FXML
    private Label practicePromise;

    @FXML
    private Label practiceShort;

    @FXML
    private Label title;

    @FXML
    private Button theme;

    @FXML
    private Button help;

    public ShellController(ShellViewModel model) {
        this.model = model;
        this.root = (Parent) Fxml.load("shell.fxml", this);
    }

    public Parent root() {
        return root;
    }

    /// Puts a screen at `place`. It is made when that place is first shown, at once if it is the current one.
    public void add(Place place, Supplier<? extends Screen> screen) {
        makers.put(place, screen);
        if (model.place().get() == place) {
            show(place);
        }
    }

    @FXML
    void initialize() {
        buttons.put(Place.CHAT, chat);
        buttons.put(Place.CHANGES, changes);
        buttons.put(Place.TIMELINE, timeline);
        buttons.put(Place.MEMORY, memory);
        buttons.put(Place.SETTINGS, settings);
        buttons.forEach((place, button) -> button.setOnAction(_ -> model.go(new Destination.Screen(place))));
        model.place().subscribe(this::show);
        model.openChanges().subscribe(count -> changes.setCount(count.intValue()));
        model.theme().subscribe(this::showTheme);
        model.machine().subscribe(text -> practice.setAccessibleText(text));
        model.machineKind().subscribe(kind -> kind.ifPresent(this::showMachine));
        layers.widthProperty().subscribe(width -> setCompact(width.doubleValue() < COMPACT_BELOW));
        when(model.toast(), Optional::isPresent, this::addToasts);
        when(model.shortcutsShown(), isShown -> isShown, this::addShortcuts);
        when(model.error(), Optional::isPresent, this::addErrorView);
        new ShellKeys(model, () -> current).attachTo(layers);
    }

    /// Makes what lies over the screens when it is first needed: it would slow the start.
    private static <T> void when(ObservableValue<T> value, Predicate<T> isNeeded, Runnable make) {
        value.addListener(new InvalidationListener() {
            @Override
            public void invalidated(Observable observable) {
                if (isNeeded.test(value.getValue())) {
                    value.removeListener(this);
                    make.run();
                }
            }
        });
    }

    private void addShortcuts() {
        ShortcutSheet sheet = new ShortcutSheet(model);
        layers.getChildren().add(sheet);
        sheet.takeFocus();
        giveFocusBack(sheet);
    }

    private void addErrorView() {
        ErrorPane view = new ErrorPane(model);
        layers.getChildren().add(view);
        view.takeFocus();
        giveFocusBack(view);
    }

    /// When an overlay closes, the keyboard goes on in the screen below.
    private void giveFocusBack(Node overlay) {
        overlay.visibleProperty().subscribe(isShown -> {
            if (!isShown && current != null) {
                current.shown();
            }
        });
    }

    private void addToasts() {
        ToastPane toast = new ToastPane(model);
        StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
        StackPane.setMargin(toast, new Insets(0, 24, TOAST_ABOVE_BUTTONS, 24));
        content.getChildren().add(toast);
    }

    @FXML
    void cycleTheme() {
        model.cycleTheme();
    }

    @FXML
    void showHelp() {
        model.shortcutsShown().set(true);
    }

    private void show(Place place) {
        buttons.forEach((each, button) -> button.setSelected(each == place));
        Supplier<? extends Screen> maker = makers.get(place);
        if (maker == null) {
            return;
        }
        Screen next = screens.computeIfAbsent(place, _ -> maker.get());
        Node node = next.root();
        if (!content.getChildren().contains(node)) {
            if (current != null) {
                current.hidden();
                content.getChildren().remove(current.root());
            }
            content.getChildren().addFirst(node);
        }
        current = next;
        next.shown();
    }

    /// Nothing is promised before it is known which machine this is.
    private void showMachine(MachineKind kind) {
        boolean isPractice = kind == MachineKind.PRACTICE;
        practiceTitle.setText(Messages.text(isPractice ? "practice.title" : "real.title"));
        practicePromise.setText(Messages.text(isPractice ? "practice.promise" : "real.promise"));
        practiceShort.setText(Messages.text(isPractice ? "practice.short" : "real.short"));
    }

    private void setCompact(boolean isCompact) {
        sidebar.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("compact"), isCompact);
        buttons.values().forEach(button -> button.setCompact(isCompact));
        practice.setVisible(!isCompact);
        practice.setManaged(!isCompact);
        practiceShort.setVisible(isCompact);
        practiceShort.setManaged(isCompact);
        title.setVisible(!isCompact);
        title.setManaged(!isCompact);
    }

    private void showTheme(Theme chosen) {
        String words = switch (chosen) {
            case SYSTEM -> Messages.text("theme.system");
            case LIGHT -> Messages.text("theme.light");
            case DARK -> Messages.text("theme.dark");
        };
        String icon = switch (chosen) {
            case SYSTEM -> "fth-monitor";
            case LIGHT -> "fth-sun";
            case DARK -> "fth-moon";
        };
        theme.setGraphic(new FontIcon(icon));
        theme.setTooltip(new Tooltip(words));
        theme.setAccessibleText(words);
        help.setTooltip(new Tooltip(Messages.text("shortcuts.title")));
    }
}
