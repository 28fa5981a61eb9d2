package org.agntos.core.change.verify;

/// A place in a text. @param line from 1; @param column from 1
record TextPlace(int line, int column) {
    static TextPlace of(String text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new TextPlace(line, offset - start + 1);
    }
}
