package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// What the lexer is in the middle of, outermost first.
final class Modes {
    static final byte NONE = 0;
    static final byte BRACES = 1;
    static final byte INTERPOLATION = 2;
    static final byte STRING = 3;
    static final byte INDENTED = 4;
    static final byte PATH = 5;

    private byte[] modes = new byte[32];
    private int depth;

    void push(byte mode) {
        if (depth == modes.length) {
            modes = Arrays.copyOf(modes, depth * 2);
        }
        modes[depth++] = mode;
    }

    /// The innermost, which ends; [#NONE] if there is none.
    byte pop() {
        return depth == 0 ? NONE : modes[--depth];
    }

    byte top() {
        return depth == 0 ? NONE : modes[depth - 1];
    }
}
