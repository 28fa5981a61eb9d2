package org.agntos.app.settings;

import java.io.IOException;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.Autostart;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.hotkey.Binding;
import org.agntos.app.platform.hotkey.BindingWriter;
import org.agntos.app.platform.hotkey.Chord;
import org.agntos.app.platform.hotkey.Hotkey;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.agntos.app.theme.Theme;

/// What the settings screen shows and does. On the `ui` thread only; files are written in the background.
public final class SettingsViewModel {
    /// How long a test of the keys waits.
    static final int TEST_SECONDS = 10;

    private final Preferences preferences;
    private final Autostart autostart;
    private final BindingWriter writer;
    private final Threads threads;
    private final ObjectProperty<Theme> theme;
    private final StringProperty keys = new SimpleStringProperty();
    private final ReadOnlyObjectWrapper<HotkeyState> hotkey = new ReadOnlyObjectWrapper<>(new HotkeyState.Off());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final BooleanProperty startsWithSession = new SimpleBooleanProperty();
    private java.util.function.Consumer<Optional<String>> choose = _ -> {};
    private boolean isTesting;
    private int test;

    /// @param theme of the window
    public SettingsViewModel(
            Preferences preferences,
            Autostart autostart,
            BindingWriter writer,
            ObjectProperty<Theme> theme,
            Threads threads) {
        this.preferences = preferences;
        this.autostart = autostart;
        this.writer = writer;
        this.theme = theme;
        this.threads = threads;
        keys.set(preferences
                .hotkey()
                .filter(key -> !key.equals(Hotkey.NONE))
                .orElse(Chord.usual().text()));
    }

    /// Who puts keys in force: gets what the person wrote, empty for the usual keys.
    public void onChoose(java.util.function.Consumer<Optional<String>> receiver) {
        choose = receiver;
        receiver.accept(preferences.hotkey());
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// What is written in the field for the keys.
    public StringProperty keys() {
        return keys;
    }

    public ReadOnlyObjectProperty<HotkeyState> hotkey() {
        return hotkey.getReadOnlyProperty();
    }

    /// What came of the last thing that was done; empty if nothing is to be said.
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    public BooleanProperty startsWithSession() {
        return startsWithSession;
    }

    public String autostartFile() {
        return autostart.file().toString();
    }

    /// The screen is shown: what others may have changed is looked at again.
    public void refresh() {
        threads.background().execute(() -> {
            boolean isOn = autostart.isOn();
            threads.ui().execute(() -> startsWithSession.set(isOn));
        });
    }

    /// The keys stand otherwise now.
    public void hotkeyChanged(HotkeyState state) {
        hotkey.set(state);
    }

    public void useKeys() {
        use(keys.get().strip());
    }

    public void useNoKey() {
        use(Hotkey.NONE);
    }

    private void use(String text) {
        note.set("");
        threads.background().execute(() -> {
            boolean isKept = preferences.setHotkey(text);
            threads.ui().execute(() -> {
                if (!isKept) {
                    note.set(Messages.format("settings.unsaved", preferences.file()));
                }
                choose.accept(Optional.of(text));
            });
        });
    }

    /// Waits for the keys; [#pressed] or [#testEnded] follows.
    ///
    /// @return the number of this test
    public int beginTest() {
        isTesting = true;
        note.set(Messages.format(
                "settings.key.testing",
                hotkey.get() instanceof HotkeyState.InForce(var _, String trigger) ? trigger : keys.get()));
        return ++test;
    }

    /// The time of a test is over. @param number as [#beginTest] gave it
    public void testEnded(int number) {
        if (isTesting && number == test) {
            isTesting = false;
            note.set(Messages.format("settings.key.silent", TEST_SECONDS));
        }
    }

    /// The keys were pressed. @return true if that was a test, so that nothing else is to be done
    public boolean pressed() {
        if (!isTesting) {
            return false;
        }
        isTesting = false;
        note.set(Messages.text("settings.key.works"));
        return true;
    }

    public void copied() {
        note.set(Messages.text("settings.key.copied"));
    }

    /// Puts the binding into the desktop's configuration; the person said yes.
    public void install(Binding binding) {
        threads.background().execute(() -> {
            try {
                BindingWriter.Outcome outcome = writer.install(binding);
                threads.ui()
                        .execute(() -> note.set(
                                switch (outcome) {
                                    case BindingWriter.Outcome.Done _ -> Messages.text("settings.key.written");
                                    case BindingWriter.Outcome.Failed(String why) ->
                                        Messages.format("settings.key.not-written", why);
                                }));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Lets the session start the program, or not.
    public void setStartsWithSession(boolean isWanted) {
        threads.background().execute(() -> {
            String trouble = "";
            try {
                if (isWanted) {
                    autostart.turnOn();
                } else {
                    autostart.turnOff();
                }
            } catch (IOException e) {
                trouble = Messages.format("settings.start.failed", String.valueOf(e.getMessage()));
            }
            String words = trouble;
            threads.ui().execute(() -> note.set(words));
            refresh();
        });
    }
}
