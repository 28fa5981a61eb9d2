package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// How often each symbol is defined around the place that is looked at.
final class Scope {
    private int[] bound = new int[1024];
    private int sets;

    void enter(int symbol) {
        if (symbol >= bound.length) {
            bound = Arrays.copyOf(bound, Math.max(bound.length * 2, symbol + 1));
        }
        bound[symbol]++;
    }

    void leave(int symbol) {
        bound[symbol]--;
    }

    /// Inside `with`, any name may be defined.
    void enterWith() {
        sets++;
    }

    void leaveWith() {
        sets--;
    }

    boolean knows(int symbol) {
        return sets > 0 || (symbol < bound.length && bound[symbol] > 0);
    }
}
