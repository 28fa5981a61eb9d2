package org.agntos.core.model.planner;

/// A piece of a request.
///
/// @param text as written, without quotes; @param key in lower case and without apostrophes, for comparing
/// @param start offset in the request; @param end offset after it
record Token(Kind kind, String text, String key, int start, int end) {
    enum Kind {
        WORD,
        /// Words between quotes, one name or value.
        QUOTED,
        /// `,` or a `+`, `&`, `/` standing alone.
        SEPARATOR,
        EQUALS,
        /// The end of a sentence.
        STOP
    }

    boolean is(String word) {
        return kind == Kind.WORD && key.equals(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
