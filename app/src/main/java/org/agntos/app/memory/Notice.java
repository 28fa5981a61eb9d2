package org.agntos.app.memory;

/// What became of the last act on a file.
///
/// @param text empty if there is nothing to say
record Notice(String text, Kind kind) {
    static final Notice NONE = new Notice("", Kind.DONE);

    enum Kind {
        DONE,
        REFUSED
    }
}
