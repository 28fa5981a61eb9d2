package org.agntos.app.shell;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The keys that work everywhere in the window.
final class ShellKeys {
    private final ShellViewModel model;
    private final Supplier<@Nullable Screen> current;

    ShellKeys(ShellViewModel model, Supplier<@Nullable Screen> current) {
        this.model = model;
        this.current = current;
    }

    void attachTo(Node root) {
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::beforeControls);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::afterControls);
        root.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    private void beforeControls(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown() || !event.isShortcutDown()) {
            return;
        }
        boolean isDone = switch (event.getCode()) {
            case DIGIT1, NUMPAD1 -> go(new Destination.Screen(Place.CHAT));
            case DIGIT2, NUMPAD2 -> go(new Destination.Screen(Place.CHANGES));
            case DIGIT3, NUMPAD3 -> go(new Destination.Screen(Place.TIMELINE));
            case DIGIT4, NUMPAD4 -> go(new Destination.Screen(Place.MEMORY));
            case DIGIT5, NUMPAD5, COMMA -> go(new Destination.Screen(Place.SETTINGS));
            case N -> go(new Destination.NewChat());
            case T -> event.isShiftDown() && cycleTheme();
            case Z -> !event.isShiftDown() && !hasTextToUndo(event) && model.runToastAction();
            case Q -> quit();
            case ENTER -> confirm();
            default -> false;
        };
        if (isDone) {
            event.consume();
        }
    }

    private void afterControls(KeyEvent event) {
        if (event.getCode() == KeyCode.F1) {
            model.shortcutsShown().set(true);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            Screen screen = current.get();
            if (model.closeOverlay() || (screen != null && screen.escape())) {
                event.consume();
            }
        }
    }

    private void typed(KeyEvent event) {
        if (event.getCharacter().equals("?") && !(event.getTarget() instanceof TextInputControl)) {
            model.shortcutsShown().set(true);
            event.consume();
        }
    }

    private boolean go(Destination destination) {
        model.go(destination);
        return true;
    }

    private boolean quit() {
        model.quit();
        return true;
    }

    private boolean cycleTheme() {
        model.cycleTheme();
        return true;
    }

    private boolean confirm() {
        Screen screen = current.get();
        if (screen == null
                || model.error().get().isPresent()
                || model.shortcutsShown().get()) {
            return false;
        }
        screen.confirm();
        return true;
    }

    private static boolean hasTextToUndo(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl text && text.isEditable() && text.isUndoable();
    }
}
