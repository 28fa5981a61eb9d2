package org.agntos.core.nix;

import java.util.Optional;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.agntos.core.nix.syntax.SyntaxProblem;
import org.agntos.core.nix.syntax.SyntaxTree;

/// Reads Nix text that stands alone. Pure; any thread.
public final class NixText {
    private NixText() {}

    /// The value the text spells: written out, or an [NixValue.Expression] where it is code between
    /// brackets or quotes or begins with `with pkgs;` or `lib.`. Empty for anything else, such as a bare
    /// word or text that does not parse.
    public static Optional<NixValue> value(String text) {
        String trimmed = text.strip();
        SyntaxTree tree = NixSyntax.parse(trimmed);
        if (isBroken(tree)) {
            return Optional.empty();
        }
        SyntaxNode expression = tree.root().children().getFirst();
        if (expression.is(NodeKind.URI)) {
            return Optional.empty();
        }
        NixValue value = NixLiteral.read(expression);
        return value instanceof NixValue.Expression && !isCode(trimmed) ? Optional.empty() : Optional.of(value);
    }

    /// Whether something is wrong that no file around the text could make right, as it could define a name.
    static boolean isBroken(SyntaxTree tree) {
        return tree.problems().stream().anyMatch(problem -> problem.kind() != SyntaxProblem.Kind.UNDEFINED);
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
