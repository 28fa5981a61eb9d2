package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.NixTools;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// The stages that ask Nix about one change in one scratch copy. Each method blocks and may run beside the others.
final class NixStages {
    private final NixTools nix;
    private final Configuration configuration;
    private final ConfigTree tree;
    private final FileChanges changes;
    private final ScratchTree scratch;
    private final ErrorExplainer errors;

    NixStages(
            NixTools nix,
            Configuration configuration,
            ConfigTree tree,
            FileChanges changes,
            ScratchTree scratch,
            ErrorExplainer errors) {
        this.nix = nix;
        this.configuration = configuration;
        this.tree = tree;
        this.changes = changes;
        this.scratch = scratch;
        this.errors = errors;
    }

    /// Every written file by itself. Nix has the verdict; where and why is told by our own parser, which finds every
    /// mistake and not only the first.
    StageOutcome syntax() throws InterruptedException {
        long start = System.nanoTime();
        List<Path> files = changes.writes().keySet().stream().map(scratch::file).toList();
        if (files.isEmpty()) {
            return outcome(
                    Stage.SYNTAX, new StageResult.Passed(), "nix-instantiate --parse", "no file to parse", start);
        }
        NixTools.Run run = nix.parse(files);
        if (run.result() instanceof RunResult.Exited exited && exited.isSuccess()) {
            String parsed = files.size() == 1 ? "1 file parses" : files.size() + " files parse";
            return outcome(Stage.SYNTAX, new StageResult.Passed(), run.ran(), "exit 0, " + parsed, start);
        }
        List<Problem> problems = new ArrayList<>();
        SyntaxCheck own = new SyntaxCheck(errors, Language.ofProgram(nix.version()));
        for (var write : changes.writes().entrySet()) {
            RunResult alone = nix.parse(List.of(scratch.file(write.getKey()))).result();
            problems.addAll(syntax(write.getKey(), write.getValue(), alone, own));
        }
        StageResult result = problems.isEmpty() ? failed(run.result()) : new StageResult.Failed(problems);
        return outcome(Stage.SYNTAX, result, run.ran(), end(run.result()), start);
    }

    private List<Problem> syntax(TreePath file, String text, RunResult alone, SyntaxCheck own) {
        if (!(alone instanceof RunResult.Exited exited)) {
            return List.of(withoutAnswer(alone));
        }
        if (exited.isSuccess()) {
            return List.of();
        }
        List<Problem> ofNix = errors.problems(scratch.named(exited.err().text()));
        List<Problem> ours = own.of(file, text);
        if (ours.isEmpty()) {
            return ofNix;
        }
        List<Problem> all = new ArrayList<>();
        for (Problem problem : ours) {
            Problem said = ofNix.getFirst();
            all.add(new Problem(
                    problem.file(),
                    problem.line(),
                    problem.column(),
                    all.isEmpty() ? said.message() : problem.message(),
                    problem.explanation(),
                    problem.suggestions(),
                    problem.fix() == null && all.isEmpty() ? said.fix() : problem.fix(),
                    all.isEmpty() ? said.trace() : ""));
        }
        return all;
    }

    /// What evaluating the whole system gives. @param description empty unless it passed
    record Evaluated(StageOutcome outcome, Optional<String> description) {}

    Evaluated evaluate() throws InterruptedException {
        long start = System.nanoTime();
        NixTools.Run run = configuration.evaluate(scratch.directory());
        if (run.result() instanceof RunResult.Exited exited && exited.isSuccess()) {
            List<Problem> warnings = errors.warnings(named(exited.err().text()));
            StageResult result = warnings.isEmpty() ? new StageResult.Passed() : new StageResult.Warned(warnings);
            return new Evaluated(
                    outcome(Stage.EVALUATED, result, run.ran(), end(run.result()), start),
                    Optional.of(exited.out().text()));
        }
        StageResult result = new StageResult.Failed(everyError(run.result()));
        return new Evaluated(outcome(Stage.EVALUATED, result, run.ran(), end(run.result()), start), Optional.empty());
    }

    private List<Problem> everyError(RunResult result) throws InterruptedException {
        if (!(result instanceof RunResult.Exited exited)) {
            return List.of(withoutAnswer(result));
        }
        String said = named(exited.err().text());
        try (ScratchTree copy = ScratchTree.of(tree, changes)) {
            return new EveryError(
                            configuration, errors, copy, new TreeMap<>(changes.writes()), configuration.moreRounds())
                    .all(said);
        } catch (IOException _) {
            // No room for a copy to look further in: the first error is told all the same.
            return errors.problems(said);
        }
    }

    /// What building would do. @param lines for people
    record Planned(StageOutcome outcome, List<String> lines) {}

    Planned plan() throws InterruptedException {
        long start = System.nanoTime();
        NixTools.Run run = configuration.plan(scratch.directory());
        boolean isKnown = run.result() instanceof RunResult.Exited exited && exited.isSuccess();
        StageResult result = isKnown
                ? new StageResult.Passed()
                : new StageResult.Failed(
                        run.result() instanceof RunResult.Exited exited
                                ? errors.problems(named(exited.err().text()))
                                : List.of(withoutAnswer(run.result())));
        List<String> lines = isKnown && run.result() instanceof RunResult.Exited exited
                ? BuildPlan.lines(exited.err().text())
                : List.of();
        return new Planned(outcome(Stage.PLANNED, result, run.ran(), end(run.result()), start), lines);
    }

    private String named(String text) {
        return configuration.named(text, scratch.directory());
    }

    private StageResult failed(RunResult result) {
        return new StageResult.Failed(List.of(withoutAnswer(result)));
    }

    private static Problem withoutAnswer(RunResult result) {
        return switch (result) {
            case RunResult.TimedOut _ ->
                new Problem(null, 0, 0, "Nix did not come to an end.", "It took too long and was stopped.", List.of());
            case RunResult.NotStarted(String reason) ->
                new Problem(null, 0, 0, "Nix could not be started: " + reason + ".", "Nothing was checked.", List.of());
            case RunResult.Exited exited ->
                new Problem(
                        null,
                        0,
                        0,
                        "Nix ended with status " + exited.status() + " and gave no reason.",
                        "Nothing was checked.",
                        List.of());
        };
    }

    private static String end(RunResult result) {
        return switch (result) {
            case RunResult.Exited exited -> "exit " + exited.status();
            case RunResult.TimedOut _ -> "took too long and was stopped";
            case RunResult.NotStarted(String reason) -> "not started: " + reason;
        };
    }

    private StageOutcome outcome(Stage stage, StageResult result, String ran, String outcome, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new StageOutcome(stage, result, new Evidence(scratch.named(ran), changes.digest(), outcome, millis));
    }
}
