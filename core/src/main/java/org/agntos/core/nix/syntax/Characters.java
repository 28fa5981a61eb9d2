package org.agntos.core.nix.syntax;

/// Classes of characters, by a table for ASCII. All others belong to none.
final class Characters {
    private static final int SIZE = 128;
    private static final int NAME = 1;
    private static final int NAME_START = 2;
    private static final int PATH = 4;
    private static final int SCHEME = 8;
    private static final int URI = 16;
    private static final byte[] CLASSES = new byte[SIZE];

    static {
        String lower = "abcdefghijklmnopqrstuvwxyz";
        String letters = lower + lower.toUpperCase(java.util.Locale.ROOT);
        String digits = "0123456789";
        mark(NAME_START, letters + "_");
        mark(NAME, letters + digits + "_'-");
        mark(PATH, letters + digits + "._-+");
        mark(SCHEME, letters + digits + "+-.");
        mark(URI, letters + digits + "%/?:@&=+$,-_.!~*'");
    }

    private Characters() {}

    private static void mark(int bit, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= (byte) bit;
        }
    }

    private static boolean is(int c, int bit) {
        return c < SIZE && (CLASSES[c] & bit) != 0;
    }

    static boolean isName(char c) {
        return is(c, NAME);
    }

    static boolean startsName(char c) {
        return is(c, NAME_START);
    }

    static boolean isPath(char c) {
        return is(c, PATH);
    }

    static boolean isScheme(char c) {
        return is(c, SCHEME);
    }

    static boolean isUri(char c) {
        return is(c, URI);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
