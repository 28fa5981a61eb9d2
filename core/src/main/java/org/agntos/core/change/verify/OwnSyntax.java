package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.SyntaxProblem;
import org.agntos.core.nix.syntax.SyntaxTree;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// The syntax stage by our own parser: the verdict where there is no Nix, and always the place and the plain words,
/// since Nix names the word after a mistake rather than the mistake. Pure; any thread.
final class OwnSyntax {
    private OwnSyntax() {}

    static StageOutcome stage(FileChanges changes, String reason) {
        long start = System.nanoTime();
        List<Problem> problems = new ArrayList<>();
        changes.writes()
                .forEach((file, text) -> problem(file, text, Language.NEWEST).ifPresent(problems::add));
        StageResult result = problems.isEmpty() ? new StageResult.Passed() : new StageResult.Failed(problems);
        int files = changes.writes().size();
        String outcome = (files - problems.size()) + " of " + files + " files parse; " + reason;
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new StageOutcome(
                Stage.SYNTAX, result, new Evidence("our own parser", changes.digest(), outcome, millis));
    }

    /// The first thing wrong with a file.
    static Optional<Problem> problem(TreePath file, String text, Language language) {
        SyntaxTree tree = NixSyntax.parse(text, language);
        return tree.problems().stream().findFirst().map(problem -> problem(file, text, tree, problem));
    }

    private static Problem problem(TreePath file, String text, SyntaxTree tree, SyntaxProblem problem) {
        String sentence = Character.toUpperCase(problem.message().charAt(0))
                + problem.message().substring(1) + ".";
        Problem found = new Problem(
                file.value(),
                tree.lines().line(problem.offset()),
                tree.lines().column(problem.offset()),
                problem.message(),
                sentence,
                suggestions(text, problem));
        return problem.kind() == SyntaxProblem.Kind.SEMICOLON ? found.with(semicolon(file, text, problem)) : found;
    }

    private static Fix semicolon(TreePath file, String text, SyntaxProblem problem) {
        String mended = text.substring(0, problem.offset()) + ";" + text.substring(problem.offset());
        return new Fix("End the definition with a semicolon.", Map.of(file, mended));
    }

    private static List<String> suggestions(String text, SyntaxProblem problem) {
        return switch (problem.kind()) {
            case UNDEFINED -> {
                String name = text.substring(problem.offset(), problem.end());
                yield List.of(
                        "If it should be text, put it in quotes: \"" + name + "\".",
                        "If it is a package, write pkgs." + name + ".");
            }
            case DUPLICATE -> List.of("Keep one of the two.");
            case UNCLOSED -> List.of("Close it, or take it away.");
            case SEMICOLON -> List.of("End every definition with ;");
            case GRAMMAR, DYNAMIC, NUMBER, FEATURE -> List.of();
        };
    }

    /// What Nix found, at our place and in our words where we found it too.
    static Problem placed(Problem nix, Optional<Problem> own) {
        return own.map(ours -> new Problem(
                        ours.file(),
                        ours.line(),
                        ours.column(),
                        nix.message(),
                        ours.explanation(),
                        ours.suggestions().isEmpty() ? nix.suggestions() : ours.suggestions(),
                        ours.fix() == null ? nix.fix() : ours.fix(),
                        nix.trace()))
                .orElse(nix);
    }
}
