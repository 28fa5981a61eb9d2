package org.agntos.core.nix;

/// One word of Nix text. `start` and `end` are offsets into it; blanks are no tokens.
record NixToken(Kind kind, int start, int end) {
    enum Kind {
        IDENTIFIER,
        KEYWORD,
        INTEGER,
        DECIMAL,
        STRING,
        INDENTED_STRING,
        PATH,
        SYMBOL,
        COMMENT,
        /// A string or comment without an end, or a character that is no Nix.
        BAD
    }

    String text(String source) {
        return source.substring(start, end);
    }

    boolean is(String source, String word) {
        return end - start == word.length() && source.startsWith(word, start);
    }
}
