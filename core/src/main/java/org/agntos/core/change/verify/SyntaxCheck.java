package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.nix.syntax.LineMap;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.SyntaxProblem;
import org.agntos.core.nix.syntax.SyntaxTree;
import org.agntos.helper.protocol.TreePath;

/// Looks at the syntax of files with our own parser: every mistake, each at its exact place. Pure; any thread.
final class SyntaxCheck {
    private static final int MOST = 20;

    private final ErrorExplainer errors;
    private final Language language;

    SyntaxCheck(ErrorExplainer errors, Language language) {
        this.errors = errors;
        this.language = language;
    }

    List<Problem> of(Map<TreePath, String> files) {
        List<Problem> found = new ArrayList<>();
        files.forEach((file, text) -> found.addAll(of(file, text)));
        return found;
    }

    List<Problem> of(TreePath file, String text) {
        SyntaxTree tree = NixSyntax.parse(text, language);
        return tree.problems().stream()
                .limit(MOST)
                .map(problem -> problem(file, text, tree.lines(), problem))
                .toList();
    }

    private Problem problem(TreePath file, String text, LineMap lines, SyntaxProblem problem) {
        int line = lines.line(problem.offset());
        int column = lines.column(problem.offset());
        String words = problem.message();
        boolean isSemicolon = problem.kind() == SyntaxProblem.Kind.SEMICOLON;
        Fix fix = isSemicolon
                ? new Fix(
                        "End the definition with a semicolon.",
                        Map.of(file, text.substring(0, problem.offset()) + ";" + text.substring(problem.offset())))
                : null;
        return switch (problem.kind()) {
            case UNDEFINED ->
                asNixSays(
                        "undefined variable '" + text.substring(problem.offset(), problem.end()) + "'",
                        file,
                        line,
                        column);
            case DUPLICATE, GRAMMAR, SEMICOLON, DYNAMIC, NUMBER, FEATURE, UNCLOSED ->
                new Problem(file.value(), line, column, words, sentence(words), List.of(), fix, "");
        };
    }

    /// What Nix would say of it is explained with names to choose from.
    private Problem asNixSays(String message, TreePath file, int line, int column) {
        return errors.problems("error: " + message + "\n       at " + file + ":" + line + ":" + column + ":\n")
                .getFirst();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
