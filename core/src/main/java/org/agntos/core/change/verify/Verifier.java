package org.agntos.core.change.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Risk;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.Verification;
import org.agntos.core.change.VerifyChange;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.nix.NixTools;
import org.agntos.core.nix.syntax.Language;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// Runs the stages over a change: looking names up by itself, and Nix beside it on virtual threads.
public final class Verifier implements VerifyChange {
    private static final String NO_NIX = "Nix is not installed here";
    private static final String INTERRUPTED = "the check was cancelled";

    private final CheckedMachine machine;
    private final NixTools nix;
    private final Supplier<Catalogue> catalogue;

    public Verifier(CheckedMachine machine, NixTools nix, Supplier<Catalogue> catalogue) {
        this.machine = machine;
        this.nix = nix;
        this.catalogue = catalogue;
    }

    /// What a change is checked against.
    private record Subject(FileChanges changes, Scene scene, Risk risk) {}

    @Override
    public Verification verify(FileChanges changes) {
        SortedMap<TreePath, String> present = machine.tree().texts();
        SortedMap<TreePath, String> after = new TreeMap<>(present);
        after.putAll(changes.writes());
        after.keySet().removeAll(changes.deletes());
        Scene scene = new Scene(catalogue.get(), after, changes.writes().keySet(), machine.own());
        Subject subject = new Subject(changes, scene, RiskAssessment.of(changes, present));
        if (!nix.isPresent()) {
            return withoutNix(subject, NO_NIX);
        }
        try (ScratchTree scratch = ScratchTree.of(machine.tree(), changes)) {
            machine.prepare();
            ErrorExplainer errors = new ErrorExplainer(scene);
            return withNix(
                    subject, new NixStages(nix, machine.configuration(), machine.tree(), changes, scratch, errors));
        } catch (IOException e) {
            return withoutNix(subject, "no room to check in: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return withoutNix(subject, INTERRUPTED);
        }
    }

    /// Our own parser and the catalogue need no Nix.
    private Verification withoutNix(Subject subject, String reason) {
        return new Verification(
                List.of(
                        ownSyntax(subject),
                        grounded(subject),
                        skipped(Stage.EVALUATED, subject.changes(), reason),
                        skipped(Stage.PLANNED, subject.changes(), reason)),
                List.of(),
                subject.risk());
    }

    private static StageOutcome ownSyntax(Subject subject) {
        long start = System.nanoTime();
        List<Problem> problems = new SyntaxCheck(new ErrorExplainer(subject.scene()), Language.NEWEST)
                .of(subject.changes().writes());
        int files = subject.changes().writes().size();
        String outcome = problems.isEmpty()
                ? files + (files == 1 ? " file parses" : " files parse")
                : problems.size() + (problems.size() == 1 ? " mistake" : " mistakes");
        return new StageOutcome(
                Stage.SYNTAX,
                problems.isEmpty() ? new StageResult.Passed() : new StageResult.Failed(problems),
                new Evidence("AgntOS's own parser", subject.changes().digest(), outcome, millisSince(start)));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static StageOutcome skipped(Stage stage, FileChanges changes, String reason) {
        return new StageOutcome(
                stage, new StageResult.Skipped(reason), new Evidence("nothing", changes.digest(), "not run", 0));
    }

    private static StageOutcome grounded(Subject subject) {
        long start = System.nanoTime();
        GroundingCheck check = new GroundingCheck(subject.scene());
        StageResult result = check.check(subject.changes().writes());
        return new StageOutcome(
                Stage.GROUNDED,
                result,
                new Evidence(
                        "look-up in the catalogue", subject.changes().digest(), check.outcome(), millisSince(start)));
    }

    /// What the machine's configuration cannot say is not asked.
    private static Verification blind(Subject subject, NixStages stages, String reason) throws InterruptedException {
        return new Verification(
                List.of(
                        stages.syntax(),
                        grounded(subject),
                        skipped(Stage.EVALUATED, subject.changes(), reason),
                        skipped(Stage.PLANNED, subject.changes(), reason)),
                List.of("What would be fetched, built and restarted: unknown (" + reason + ")."),
                subject.risk());
    }

    private Verification withNix(Subject subject, NixStages stages) throws InterruptedException {
        Optional<String> blindness = machine.configuration().blindness();
        if (blindness.isPresent()) {
            return blind(subject, stages, blindness.get());
        }
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("verify-", 0).factory())) {
            try {
                Future<StageOutcome> syntax = threads.submit(stages::syntax);
                Future<NixStages.Evaluated> evaluated = threads.submit(stages::evaluate);
                Future<NixStages.Planned> planned = threads.submit(stages::plan);
                Future<Optional<String>> present = threads.submit(machine.configuration()::present);
                StageOutcome grounded = grounded(subject);
                StageOutcome parsed = syntax.get();
                if (parsed.isFailed()) {
                    return unparsed(subject, parsed, grounded);
                }
                return together(subject, List.of(parsed, grounded), evaluated.get(), planned, present);
            } catch (ExecutionException e) {
                throw unexpected(e);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static RuntimeException unexpected(ExecutionException e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException) {
            throw new InterruptedException(INTERRUPTED);
        }
        return new IllegalStateException("a stage ended unexpectedly", e.getCause());
    }

    private static Verification unparsed(Subject subject, StageOutcome syntax, StageOutcome grounded) {
        return new Verification(
                List.of(
                        syntax,
                        grounded,
                        skipped(Stage.EVALUATED, subject.changes(), "not every file parses"),
                        skipped(Stage.PLANNED, subject.changes(), "not every file parses")),
                List.of(),
                subject.risk());
    }

    private Verification together(
            Subject subject,
            List<StageOutcome> before,
            NixStages.Evaluated evaluated,
            Future<NixStages.Planned> planned,
            Future<Optional<String>> present)
            throws InterruptedException, ExecutionException {
        List<StageOutcome> outcomes = new ArrayList<>(before);
        outcomes.add(evaluated.outcome());
        if (evaluated.description().isEmpty()) {
            outcomes.add(skipped(Stage.PLANNED, subject.changes(), "the configuration does not evaluate"));
            return new Verification(outcomes, List.of(), subject.risk());
        }
        outcomes.add(planned.get().outcome());
        List<String> lines = new ArrayList<>();
        Risk whole = subject.risk();
        if (present.get().isPresent()) {
            Configuration.Effects effects = machine.configuration()
                    .effects(present.get().get(), evaluated.description().get());
            lines.addAll(effects.lines());
            whole = RiskAssessment.withEffects(whole, effects.changedOptions());
        } else {
            lines.add("What would change on this machine: unknown (its configuration as it is does not evaluate).");
        }
        lines.addAll(planned.get().lines());
        return new Verification(outcomes, lines, whole);
    }
}
