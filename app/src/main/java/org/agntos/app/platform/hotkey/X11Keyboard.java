package org.agntos.app.platform.hotkey;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Which key makes which sign in this X server, and which of the eight modifiers is NumLock.
@SuppressWarnings("restricted") // the launcher enables native access for the class path
final class X11Keyboard {
    private static final int HEADER = 32;
    private static final int NUM_LOCK = 0xFF7F;
    private static final int CAPS_LOCK_MASK = 2;
    private static final int MODIFIERS = 8;
    private static final int MIN_KEYCODE_AT = 34;

    private final int first;
    private final int[][] keysyms;
    private final int numLockMask;

    private X11Keyboard(int first, int[][] keysyms, int numLockMask) {
        this.first = first;
        this.keysyms = keysyms;
        this.numLockMask = numLockMask;
    }

    static X11Keyboard read(Xcb xcb, MemorySegment connection) {
        MemorySegment setup = ((MemorySegment) Xcb.call(xcb.setup, connection)).reinterpret(HEADER + MODIFIERS);
        int first = Byte.toUnsignedInt(setup.get(JAVA_BYTE, MIN_KEYCODE_AT));
        int last = Byte.toUnsignedInt(setup.get(JAVA_BYTE, MIN_KEYCODE_AT + 1));
        int count = last - first + 1;
        int cookie = (int) Xcb.call(xcb.keyboardMapping, connection, (byte) first, (byte) count);
        MemorySegment reply =
                (MemorySegment) Xcb.call(xcb.keyboardMappingReply, connection, cookie, MemorySegment.NULL);
        int[][] keysyms = new int[count][];
        if (reply.address() != 0) {
            int each = Byte.toUnsignedInt(reply.reinterpret(HEADER).get(JAVA_BYTE, 1));
            MemorySegment all = reply.reinterpret(HEADER + 4L * each * count);
            for (int i = 0; i < count; i++) {
                keysyms[i] = new int[each];
                for (int j = 0; j < each; j++) {
                    keysyms[i][j] = all.get(JAVA_INT, HEADER + 4L * (i * each + j));
                }
            }
            Xcb.call(xcb.free, reply);
        }
        X11Keyboard keys = new X11Keyboard(first, keysyms, 0);
        return new X11Keyboard(first, keysyms, numLock(xcb, connection, keys.keycode(NUM_LOCK)));
    }

    private static int numLock(Xcb xcb, MemorySegment connection, int keycode) {
        int cookie = (int) Xcb.call(xcb.modifierMapping, connection);
        MemorySegment reply =
                (MemorySegment) Xcb.call(xcb.modifierMappingReply, connection, cookie, MemorySegment.NULL);
        int mask = 0;
        if (reply.address() != 0 && keycode != 0) {
            int each = Byte.toUnsignedInt(reply.reinterpret(HEADER).get(JAVA_BYTE, 1));
            MemorySegment all = reply.reinterpret(HEADER + (long) MODIFIERS * each);
            for (int i = 0; i < MODIFIERS * each; i++) {
                if (Byte.toUnsignedInt(all.get(JAVA_BYTE, HEADER + i)) == keycode) {
                    mask |= 1 << (i / each);
                }
            }
        }
        if (reply.address() != 0) {
            Xcb.call(xcb.free, reply);
        }
        return mask;
    }

    /// The key that makes this sign, unshifted where there is one; 0 if there is none.
    int keycode(int keysym) {
        for (int level = 0; level < 4; level++) {
            for (int i = 0; i < keysyms.length; i++) {
                int[] signs = keysyms[i];
                if (signs != null && level < signs.length && signs[level] == keysym) {
                    return first + i;
                }
            }
        }
        return 0;
    }

    /// The masks to grab: X tells a key pressed with CapsLock or NumLock on from one without.
    List<Integer> masks(int wanted) {
        List<Integer> all = new ArrayList<>();
        for (int caps : new int[] {0, CAPS_LOCK_MASK}) {
            for (int num : numLockMask == 0 ? new int[] {0} : new int[] {0, numLockMask}) {
                all.add(wanted | caps | num);
            }
        }
        return all;
    }

    /// A connection to the server. @return null if there is none
    static MemorySegment connect(Xcb xcb, Arena arena, String display) {
        return (MemorySegment) Xcb.call(xcb.connect, arena.allocateFrom(display), MemorySegment.NULL);
    }
}
