package org.agntos.app.platform.hotkey;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys grabbed in an X server, on a thread that sleeps until they are pressed. Safe for any thread.
@SuppressWarnings("restricted") // the launcher enables native access for the class path
final class X11Hotkey implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(X11Hotkey.class);
    private static final int KEY_PRESS = 2;
    private static final int KEY_RELEASE = 3;
    private static final int MAPPING_NOTIFY = 34;
    private static final int EVENT_SIZE = 36;
    private static final byte ASYNC = 1;
    private static final short POLLIN = 1;

    private final String display;
    private final Chord chord;
    private final Runnable pressed;
    private final Consumer<HotkeyState> told;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int wakeUp = -1;
    private volatile boolean isClosed;
    private int lastRelease;
    private boolean isDown;

    private X11Hotkey(String display, Chord chord, Runnable pressed, Consumer<HotkeyState> told) {
        this.display = display;
        this.chord = chord;
        this.pressed = pressed;
        this.told = told;
    }

    /// Grabs the keys in the background. @param pressed and `told` are called on the thread of the keys
    static X11Hotkey start(String display, Chord chord, Runnable pressed, Consumer<HotkeyState> told) {
        X11Hotkey hotkey = new X11Hotkey(display, chord, pressed, told);
        Thread.ofPlatform().daemon().name("hotkey-x11").start(hotkey::run);
        return hotkey;
    }

    private void run() {
        try (Arena arena = Arena.ofConfined()) {
            Xcb xcb = Xcb.load();
            MemorySegment connection = X11Keyboard.connect(xcb, arena, display);
            if ((int) Xcb.call(xcb.hasError, connection) == 0) {
                serve(xcb, connection, arena);
            } else {
                LOG.warn("There is no X server at {}", display);
            }
            Xcb.call(xcb.disconnect, connection);
        } catch (IllegalArgumentException e) {
            LOG.warn("libxcb was not found; no keys are grabbed", e);
        } finally {
            ended.countDown();
        }
    }

    private void serve(Xcb xcb, MemorySegment connection, Arena arena) {
        MemorySegment ends = arena.allocate(JAVA_INT, 2);
        Xcb.call(xcb.pipe, ends);
        wakeUp = ends.get(JAVA_INT, 4);
        boolean isOurs = grab(xcb, connection, arena);
        told.accept(isOurs ? new HotkeyState.InForce(HotkeyState.Way.X11, chord.text()) : new HotkeyState.Taken(chord));
        MemorySegment files = arena.allocate(16, 4);
        files.set(JAVA_INT, 0, (int) Xcb.call(xcb.fileDescriptor, connection));
        files.set(JAVA_SHORT, 4, POLLIN);
        files.set(JAVA_INT, 8, ends.get(JAVA_INT, 0));
        files.set(JAVA_SHORT, 12, POLLIN);
        while (isOurs && !isClosed && (int) Xcb.call(xcb.hasError, connection) == 0) {
            takeEvents(xcb, connection, arena);
            if (!isClosed) {
                Xcb.call(xcb.poll, files, 2L, -1);
            }
        }
        int writing = wakeUp;
        wakeUp = -1;
        Xcb.call(xcb.close, ends.get(JAVA_INT, 0));
        Xcb.call(xcb.close, writing);
    }

    private void takeEvents(Xcb xcb, MemorySegment connection, Arena arena) {
        MemorySegment event = (MemorySegment) Xcb.call(xcb.pollForEvent, connection);
        while (event.address() != 0) {
            MemorySegment read = event.reinterpret(EVENT_SIZE);
            int type = read.get(JAVA_BYTE, 0) & 0x7F;
            int time = read.get(JAVA_INT, 4);
            Xcb.call(xcb.free, event);
            if (type == KEY_PRESS) {
                // A key that is held down repeats: let go and pressed in the same millisecond.
                boolean isRepeated = isDown || time == lastRelease;
                isDown = true;
                if (!isRepeated) {
                    pressed.run();
                }
            } else if (type == KEY_RELEASE) {
                isDown = false;
                lastRelease = time;
            } else if (type == MAPPING_NOTIFY) {
                grab(xcb, connection, arena);
            }
            event = (MemorySegment) Xcb.call(xcb.pollForEvent, connection);
        }
    }

    /// @return false if another program has them
    private boolean grab(Xcb xcb, MemorySegment connection, Arena arena) {
        X11Keyboard keyboard = X11Keyboard.read(xcb, connection);
        int keycode = keyboard.keycode(chord.keysym());
        int root = xcb.rootWindow(connection, arena);
        boolean isOurs = keycode != 0;
        for (int mask : keycode == 0 ? java.util.List.<Integer>of() : keyboard.masks(chord.mask())) {
            int cookie =
                    (int) Xcb.call(xcb.grabKey, connection, (byte) 0, root, (char) mask, (byte) keycode, ASYNC, ASYNC);
            MemorySegment error = (MemorySegment) Xcb.call(xcb.check, connection, cookie);
            if (error.address() != 0) {
                isOurs = false;
                Xcb.call(xcb.free, error);
            }
        }
        return isOurs;
    }

    /// Gives the keys back and returns when that is done.
    @Override
    public void close() {
        isClosed = true;
        int writing = wakeUp;
        if (writing >= 0) {
            try (Arena arena = Arena.ofConfined()) {
                Xcb.call(Xcb.load().write, writing, arena.allocate(1), 1L);
            }
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
