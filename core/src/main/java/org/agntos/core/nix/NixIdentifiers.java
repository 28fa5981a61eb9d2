package org.agntos.core.nix;

import java.util.Set;
import java.util.regex.Pattern;

/// What Nix takes for a name without quotes.
final class NixIdentifiers {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'-]*");
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or");

    private NixIdentifiers() {}

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /// The name as an attribute: bare where Nix allows it, else quoted.
    static String attribute(String name) {
        return IDENTIFIER.matcher(name).matches() && !isKeyword(name) ? name : NixStrings.quoted(name);
    }
}
