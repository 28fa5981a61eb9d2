package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;
import org.agntos.core.nix.NixTools;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// The stages that ask Nix about one change in one scratch copy. Each method blocks and may run beside the others.
final class NixStages {
    private final NixTools nix;
    private final Machine machine;
    private final ConfigTree tree;
    private final FileChanges changes;
    private final ScratchTree scratch;
    private final ErrorExplainer errors;

    NixStages(
            NixTools nix,
            Machine machine,
            ConfigTree tree,
            FileChanges changes,
            ScratchTree scratch,
            ErrorExplainer errors) {
        this.nix = nix;
        this.machine = machine;
        this.tree = tree;
        this.changes = changes;
        this.scratch = scratch;
        this.errors = errors;
    }

    /// Every written file by itself. All are parsed at once; only where that fails is each asked alone, and our own
    /// parser says where and why.
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
        Language language = Language.ofProgram(nix.version());
        for (Map.Entry<TreePath, String> file : changes.writes().entrySet()) {
            NixTools.Run alone = nix.parse(List.of(scratch.file(file.getKey())));
            Optional<Problem> own = OwnSyntax.problem(file.getKey(), file.getValue(), language);
            failure(alone.result()).forEach(problem -> problems.add(OwnSyntax.placed(problem, own)));
        }
        StageResult result = problems.isEmpty() ? failed(run.result()) : new StageResult.Failed(problems);
        return outcome(Stage.SYNTAX, result, run.ran(), end(run.result()), start);
    }

    /// What evaluating the whole system gives. @param manifest empty unless it passed
    record Evaluated(StageOutcome outcome, Optional<Manifest> manifest) {}

    Evaluated evaluate() throws InterruptedException {
        long start = System.nanoTime();
        NixTools.Run run = nix.manifest(machine.paths().practiceSystem(), scratch.directory());
        List<Problem> failure = failure(run.result());
        Optional<Manifest> manifest = failure.isEmpty() ? Manifest.parse(output(run.result())) : Optional.empty();
        StageResult result = failure.isEmpty() ? new StageResult.Passed() : new StageResult.Failed(failure);
        return new Evaluated(outcome(Stage.EVALUATED, result, run.ran(), end(run.result()), start), manifest);
    }

    /// The manifest of the tree as it is now, without asking Nix where the tree is empty or the current generation was
    /// made from the same files.
    Optional<Manifest> present() throws InterruptedException {
        Map<String, String> files = fingerprints();
        if (files.isEmpty()) {
            return Optional.of(Manifest.EMPTY);
        }
        Optional<Manifest> current = currentGeneration();
        if (current.isPresent() && current.get().files().equals(files)) {
            return current;
        }
        RunResult result =
                nix.manifest(machine.paths().practiceSystem(), tree.root()).result();
        return result instanceof RunResult.Exited exited && exited.isSuccess()
                ? Manifest.parse(exited.out().text())
                : Optional.empty();
    }

    private Optional<Manifest> currentGeneration() {
        try {
            return Manifest.parse(Files.readString(machine.paths().profile().resolve("manifest.json")));
        } catch (IOException _) {
            // There is no generation yet, or none made by Nix.
            return Optional.empty();
        }
    }

    private Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        tree.texts()
                .forEach((TreePath path, String text) ->
                        fingerprints.put(path.value(), Sha256.of(text).hex()));
        return fingerprints;
    }

    /// What building would do. @param lines for people
    record Planned(StageOutcome outcome, List<String> lines) {}

    Planned plan() throws InterruptedException {
        long start = System.nanoTime();
        NixTools.Run run = nix.plan(machine.paths().practiceSystem(), scratch.directory());
        List<Problem> failure = failure(run.result());
        StageResult result = failure.isEmpty() ? new StageResult.Passed() : new StageResult.Failed(failure);
        List<String> lines = result instanceof StageResult.Passed ? BuildPlan.lines(errorsOf(run.result())) : List.of();
        return new Planned(outcome(Stage.PLANNED, result, run.ran(), end(run.result()), start), lines);
    }

    private List<Problem> failure(RunResult result) {
        return switch (result) {
            case RunResult.Exited exited ->
                exited.isSuccess()
                        ? List.of()
                        : errors.problems(scratch.named(exited.err().text()));
            case RunResult.TimedOut _, RunResult.NotStarted _ -> List.of(withoutAnswer(result));
        };
    }

    private StageResult failed(RunResult result) {
        return new StageResult.Failed(List.of(withoutAnswer(result)));
    }

    private static Problem withoutAnswer(RunResult result) {
        return switch (result) {
            case RunResult.TimedOut _ ->
                new Problem(null, 0, 0, "Nix did not come to an end.", "It was stopped after two minutes.", List.of());
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

    private static String output(RunResult result) {
        return result instanceof RunResult.Exited exited ? exited.out().text() : "";
    }

    private static String errorsOf(RunResult result) {
        return result instanceof RunResult.Exited exited ? exited.err().text() : "";
    }

    private static String end(RunResult result) {
        return switch (result) {
            case RunResult.Exited exited -> "exit " + exited.status();
            case RunResult.TimedOut _ -> "stopped after two minutes";
            case RunResult.NotStarted(String reason) -> "not started: " + reason;
        };
    }

    private StageOutcome outcome(Stage stage, StageResult result, String ran, String outcome, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new StageOutcome(stage, result, new Evidence(scratch.named(ran), changes.digest(), outcome, millis));
    }
}
