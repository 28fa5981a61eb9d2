package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.hotkey.Chord;
import org.agntos.app.platform.hotkey.Hotkey;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys grabbed in a real X server, pressed by xdotool.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class HotkeyIT {
    @TempDir
    Path folder;

    private final AtomicInteger presses = new AtomicInteger();
    private final List<HotkeyState> states = new CopyOnWriteArrayList<>();
    private Screen screen;
    private Hotkey hotkey;

    @BeforeEach
    void start() throws Exception {
        screen = Screen.start(folder.resolve("x"));
        hotkey = hotkey(presses::incrementAndGet, states);
    }

    @AfterEach
    void stop() {
        hotkey.close();
        screen.close();
    }

    private Hotkey hotkey(Runnable pressed, List<HotkeyState> told) {
        Threads threads = new Threads(
                Runnable::run, Runnable::run, task -> Thread.ofVirtual().start(task));
        Hotkey.Desktop desktop =
                new Hotkey.Desktop(Map.of("DISPLAY", screen.display()), "agntos", false, "AgntOS launcher");
        return new Hotkey(desktop, threads, pressed, told::add);
    }

    private static final HotkeyState USUAL =
            new HotkeyState.InForce(HotkeyState.Way.X11, Chord.usual().text());

    private void pressed(int times) {
        Awaiting.until(times + " presses, but were " + presses, () -> presses.get() == times);
    }

    @Test
    void theKeysArriveWhicheverLocksAreOn() throws Exception {
        hotkey.choose(Optional.empty());
        Awaiting.until("grabbed", () -> states.contains(USUAL));

        screen.xdotool("key", "ctrl+alt+space");
        pressed(1);
        screen.xdotool("key", "Num_Lock");
        screen.xdotool("key", "ctrl+alt+space");
        pressed(2);
        screen.xdotool("key", "Caps_Lock");
        screen.xdotool("key", "ctrl+alt+space");
        pressed(3);
        screen.xdotool("key", "Num_Lock");
        screen.xdotool("key", "ctrl+alt+space");
        pressed(4);
        screen.xdotool("key", "Caps_Lock");
        screen.xdotool("key", "ctrl+space", "key", "alt+space", "key", "space");
        screen.xdotool("key", "ctrl+alt+space");
        pressed(5);
    }

    @Test
    void keysThatAreHeldDownArriveOnce() throws Exception {
        hotkey.choose(Optional.of("Super+F9"));
        Awaiting.until("grabbed", () -> states.stream().anyMatch(HotkeyState.InForce.class::isInstance));

        screen.xdotool("keydown", "super", "keydown", "F9", "sleep", "1.2", "keyup", "F9", "keyup", "super");
        screen.xdotool("key", "super+F9");

        pressed(2);
    }

    @Test
    void keysOfAnotherProgramAreToldAndFreedOnesCanBeHad() throws Exception {
        List<HotkeyState> told = new CopyOnWriteArrayList<>();
        Hotkey other = hotkey(() -> {}, told);
        other.choose(Optional.empty());
        Awaiting.until("the other has them", () -> told.contains(USUAL));

        hotkey.choose(Optional.empty());
        Awaiting.until("the conflict is told", () -> states.contains(new HotkeyState.Taken(Chord.usual())));
        other.choose(Optional.of(Hotkey.NONE));
        Awaiting.until("the other gave them up", () -> told.contains(new HotkeyState.Off()));
        hotkey.choose(Optional.empty());
        Awaiting.until("now they are ours", () -> states.contains(USUAL));
        screen.xdotool("key", "ctrl+alt+space");
        pressed(1);
        assertThat(told).doesNotContain(new HotkeyState.Taken(Chord.usual()));
    }
}
