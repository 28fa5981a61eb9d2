package org.agntos.app.platform.hotkey;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.SessionBus;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.jspecify.annotations.Nullable;

/// The key of the launcher, by the best way there is here: grabbed in an X11 session, else asked of the portal, else
/// bound by hand. Safe for any thread; it works in the background, one step after the other.
public final class Hotkey implements SessionBus.Guest, AutoCloseable {
    /// In the settings: no key at all.
    public static final String NONE = "none";

    private final Desktop desktop;
    private final Threads threads;
    private final Runnable pressed;
    private final Consumer<HotkeyState> told;
    private final Executor work;
    private volatile Optional<String> wanted = Optional.empty();
    private volatile @Nullable DBusConnection bus;

    /// What holds the keys now; confined to `work`.
    private AutoCloser held = () -> {};

    @FunctionalInterface
    private interface AutoCloser {
        void close();
    }

    /// Where it works.
    ///
    /// @param environment of this process; @param program how `agntos` is called from elsewhere
    /// @param hasBus whether there is a session bus to wait for
    /// @param description of the shortcut, for the desktop's own questions and settings
    public record Desktop(Map<String, String> environment, String program, boolean hasBus, String description) {
        public Desktop {
            environment = Map.copyOf(environment);
        }

        private String get(String name) {
            return environment.getOrDefault(name, "");
        }

        /// In a Wayland session X11 sees only the keys of its own windows.
        boolean isX11() {
            return !get("DISPLAY").isEmpty()
                    && get("WAYLAND_DISPLAY").isEmpty()
                    && !get("XDG_SESSION_TYPE").equals("wayland");
        }
    }

    /// @param pressed and `told` are called on the `ui` thread
    public Hotkey(Desktop desktop, Threads threads, Runnable pressed, Consumer<HotkeyState> told) {
        this.desktop = desktop;
        this.threads = threads;
        this.pressed = pressed;
        this.told = told;
        this.work = new SerialExecutor(threads.background());
    }

    /// Uses these keys from now on. @param text as the person wrote it, empty for the usual ones
    public void choose(Optional<String> text) {
        work.execute(() -> {
            wanted = Optional.of(text.orElse(Chord.usual().text()));
            arrange();
        });
    }

    @Override
    public void join(DBusConnection connection) {
        bus = connection;
        work.execute(() -> {
            if (wanted.isPresent() && !desktop.isX11()) {
                arrange();
            }
        });
    }

    @Override
    public void leave() {
        bus = null;
    }

    private void arrange() {
        release();
        String text = wanted.orElse(NONE);
        if (text.equals(NONE)) {
            tell(new HotkeyState.Off());
            return;
        }
        Optional<Chord> chord = Chord.parse(text);
        if (chord.isEmpty()) {
            tell(new HotkeyState.Unreadable(text));
        } else if (desktop.isX11()) {
            tell(new HotkeyState.Asking());
            X11Hotkey grabbed = X11Hotkey.start(desktop.get("DISPLAY"), chord.get(), this::press, this::tell);
            held = grabbed::close;
        } else {
            askPortal(chord.get());
        }
    }

    private void askPortal(Chord chord) {
        DBusConnection connection = bus;
        if (connection == null && desktop.hasBus()) {
            tell(new HotkeyState.Asking());
            return;
        }
        if (connection == null) {
            byHand(chord, "There is no session bus.");
            return;
        }
        tell(new HotkeyState.Asking());
        // The desktop may ask the person, who may be away.
        PortalHotkey portal = new PortalHotkey(connection, chord, desktop.description());
        held = portal::close;
        threads.background().execute(() -> {
            try {
                switch (portal.ask(this::press)) {
                    case PortalHotkey.Answer.Bound(String trigger) ->
                        tell(new HotkeyState.InForce(
                                HotkeyState.Way.PORTAL, trigger.isEmpty() ? chord.text() : trigger));
                    case PortalHotkey.Answer.Refused _ -> byHand(chord, "The desktop or you said no to the keys.");
                    case PortalHotkey.Answer.Missing(String why) -> byHand(chord, why);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void byHand(Chord chord, String why) {
        tell(new HotkeyState.ByHand(Binding.of(desktop.environment(), chord, desktop.program()), why));
    }

    private void press() {
        threads.ui().execute(pressed);
    }

    private void tell(HotkeyState state) {
        threads.ui().execute(() -> told.accept(state));
    }

    private void release() {
        held.close();
        held = () -> {};
    }

    /// Gives the keys back.
    @Override
    public void close() {
        work.execute(this::release);
    }
}
