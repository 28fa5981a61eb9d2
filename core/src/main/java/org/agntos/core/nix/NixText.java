package org.agntos.core.nix;

import java.util.List;
import java.util.Optional;

/// Reads Nix text that stands alone. Pure; any thread.
public final class NixText {
    private NixText() {}

    /// The value the text spells: written out, or an [NixValue.Expression] where it is code between brackets or quotes
    /// or begins with `with pkgs;` or `lib.`. Empty for anything else, such as a bare word.
    public static Optional<NixValue> value(String text) {
        String trimmed = text.strip();
        List<NixToken> tokens = NixLexer.tokens(trimmed).stream()
                .filter(token -> token.kind() != NixToken.Kind.COMMENT)
                .toList();
        boolean isBroken = tokens.isEmpty()
                || tokens.stream().anyMatch(token -> token.kind() == NixToken.Kind.BAD)
                || (tokens.getFirst().kind() == NixToken.Kind.STRING && !trimmed.startsWith("\""));
        if (isBroken) {
            return Optional.empty();
        }
        NixValue value = NixLiteral.read(trimmed, tokens);
        return value instanceof NixValue.Expression && !isCode(trimmed) ? Optional.empty() : Optional.of(value);
    }

    private static boolean isCode(String text) {
        return isBetween(text, "[", "]")
                || isBetween(text, "{", "}")
                || isBetween(text, "(", ")")
                || isBetween(text, "\"", "\"")
                || isBetween(text, "''", "''")
                || text.startsWith("with pkgs;")
                || text.startsWith("lib.");
    }

    private static boolean isBetween(String text, String start, String end) {
        return text.length() >= start.length() + end.length() && text.startsWith(start) && text.endsWith(end);
    }
}
