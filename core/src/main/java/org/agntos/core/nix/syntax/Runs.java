package org.agntos.core.nix.syntax;

/// Ends of runs of characters. Each run is walked once, however often a token inside it asks: `a.b.c.d`
/// stays linear.
final class Runs {
    private final char[] text;
    private int pathStart;
    private int pathEnd;
    private int schemeStart;
    private int schemeEnd;

    Runs(char[] text) {
        this.text = text;
    }

    /// The first offset from `at` on whose character cannot be in a path's name.
    int path(int at) {
        if (at < pathStart || at >= pathEnd) {
            pathStart = at;
            pathEnd = at;
            while (Characters.isPath(text[pathEnd])) {
                pathEnd++;
            }
        }
        return pathEnd;
    }

    /// The first offset from `at` on whose character cannot be in the scheme of an address.
    int scheme(int at) {
        if (at < schemeStart || at >= schemeEnd) {
            schemeStart = at;
            schemeEnd = at;
            while (Characters.isScheme(text[schemeEnd])) {
                schemeEnd++;
            }
        }
        return schemeEnd;
    }
}
