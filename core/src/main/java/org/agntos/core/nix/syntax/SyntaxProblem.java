package org.agntos.core.nix.syntax;

import java.util.Locale;

/// Something Nix would refuse.
///
/// @param offset where it is; @param end after it, at least `offset`
/// @param message one plain sentence without a full stop at its end
public record SyntaxProblem(Kind kind, int offset, int end, String message) {
    /// What sort of mistake it is.
    public enum Kind {
        /// Not written as Nix wants it.
        GRAMMAR,
        /// A semicolon is missing exactly here.
        SEMICOLON,
        /// A name that is defined nowhere.
        UNDEFINED,
        /// The same attribute or argument twice.
        DUPLICATE,
        /// A computed name where Nix wants a plain one.
        DYNAMIC,
        /// A number Nix cannot hold.
        NUMBER,
        /// Part of the language only when a feature is switched on.
        FEATURE,
        /// A bracket, a text or a comment that has no end.
        UNCLOSED;

        /// Whether the text cannot be read as Nix, rather than saying something that cannot be.
        public boolean isGrammar() {
            return this == GRAMMAR || this == SEMICOLON || this == FEATURE || this == UNCLOSED;
        }

        /// In small letters.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
