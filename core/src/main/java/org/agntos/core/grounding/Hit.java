package org.agntos.core.grounding;

/// Something a search found.
///
/// @param name the option's path or the package's attribute
/// @param type as NixOS words it; empty for a package
/// @param defaultText Nix text of the default, empty if there is none
/// @param score how well it fits: the higher the better, comparable within one search only
public record Hit(String name, Kind kind, String type, String description, String defaultText, double score) {

    /// What was found.
    public enum Kind {
        OPTION("option"),
        PACKAGE("package"),
        /// An option of Home Manager.
        HOME("home");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The word in JSON and on screen.
        public String word() {
            return word;
        }
    }
}
