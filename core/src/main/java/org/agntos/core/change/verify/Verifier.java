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
import org.agntos.core.change.Risk;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.Verification;
import org.agntos.core.change.VerifyChange;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;
import org.agntos.core.machine.MachineKind;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.NixTools;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// Runs the stages over a change: looking names up by itself, and Nix beside it on virtual threads.
public final class Verifier implements VerifyChange {
    private static final String NO_NIX = "Nix is not installed here";
    private static final String REAL =
            "the whole system of a real machine is evaluated when the change is applied, before anything is activated";
    private static final String INTERRUPTED = "the check was cancelled";

    private final Machine machine;
    private final ConfigTree tree;
    private final NixTools nix;
    private final Supplier<Catalogue> catalogue;

    public Verifier(Machine machine, ConfigTree tree, NixTools nix, Supplier<Catalogue> catalogue) {
        this.machine = machine;
        this.tree = tree;
        this.nix = nix;
        this.catalogue = catalogue;
    }

    @Override
    public Verification verify(FileChanges changes) {
        SortedMap<TreePath, String> present = tree.texts();
        Risk risk = RiskAssessment.of(changes, present);
        SortedMap<TreePath, String> after = new TreeMap<>(present);
        after.putAll(changes.writes());
        after.keySet().removeAll(changes.deletes());
        if (!nix.isPresent()) {
            return notRun(changes, after, risk, NO_NIX);
        }
        try (ScratchTree scratch = ScratchTree.of(tree, changes)) {
            machine.prepare();
            ErrorExplainer errors = new ErrorExplainer(scene(changes, after));
            NixStages stages = new NixStages(nix, machine, tree, changes, scratch, errors);
            return machine.kind() == MachineKind.PRACTICE
                    ? withNix(changes, after, risk, stages)
                    : onNixos(changes, after, risk, stages);
        } catch (IOException e) {
            return notRun(changes, after, risk, "no room to check in: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return notRun(changes, after, risk, INTERRUPTED);
        }
    }

    private Verification onNixos(FileChanges changes, SortedMap<TreePath, String> after, Risk risk, NixStages stages)
            throws InterruptedException {
        return new Verification(
                List.of(
                        stages.syntax(),
                        grounded(changes, after),
                        skipped(Stage.EVALUATED, changes, REAL),
                        skipped(Stage.PLANNED, changes, REAL)),
                List.of(),
                risk);
    }

    private Verification notRun(FileChanges changes, SortedMap<TreePath, String> after, Risk risk, String reason) {
        return new Verification(
                List.of(
                        OwnSyntax.stage(changes, reason),
                        grounded(changes, after),
                        skipped(Stage.EVALUATED, changes, reason),
                        skipped(Stage.PLANNED, changes, reason)),
                List.of(),
                risk);
    }

    private Scene scene(FileChanges changes, SortedMap<TreePath, String> after) {
        return new Scene(catalogue.get(), after, changes.writes().keySet(), OwnConfiguration.none());
    }

    private static StageOutcome skipped(Stage stage, FileChanges changes, String reason) {
        return new StageOutcome(
                stage, new StageResult.Skipped(reason), new Evidence("nothing", changes.digest(), "not run", 0));
    }

    private StageOutcome grounded(FileChanges changes, SortedMap<TreePath, String> after) {
        long start = System.nanoTime();
        GroundingCheck check = new GroundingCheck(scene(changes, after));
        StageResult result = check.check(changes.writes());
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new StageOutcome(
                Stage.GROUNDED,
                result,
                new Evidence("look-up in the catalogue", changes.digest(), check.outcome(), millis));
    }

    private Verification withNix(FileChanges changes, SortedMap<TreePath, String> after, Risk risk, NixStages stages)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("verify-", 0).factory())) {
            try {
                Future<StageOutcome> syntax = threads.submit(stages::syntax);
                Future<NixStages.Evaluated> evaluated = threads.submit(stages::evaluate);
                Future<NixStages.Planned> planned = threads.submit(stages::plan);
                Future<Optional<Manifest>> present = threads.submit(stages::present);
                StageOutcome grounded = grounded(changes, after);
                return together(changes, risk, syntax.get(), grounded, evaluated.get(), planned.get(), present.get());
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

    private static Verification together(
            FileChanges changes,
            Risk risk,
            StageOutcome syntax,
            StageOutcome grounded,
            NixStages.Evaluated evaluated,
            NixStages.Planned planned,
            Optional<Manifest> present) {
        List<StageOutcome> outcomes = new ArrayList<>(List.of(syntax, grounded));
        if (syntax.isFailed()) {
            outcomes.add(skipped(Stage.EVALUATED, changes, "not every file parses"));
            outcomes.add(skipped(Stage.PLANNED, changes, "not every file parses"));
            return new Verification(outcomes, List.of(), risk);
        }
        outcomes.add(evaluated.outcome());
        if (evaluated.outcome().isFailed()) {
            outcomes.add(skipped(Stage.PLANNED, changes, "the configuration does not evaluate"));
            return new Verification(outcomes, List.of(), risk);
        }
        outcomes.add(planned.outcome());
        List<String> lines = new ArrayList<>();
        Risk whole = risk;
        if (present.isPresent() && evaluated.manifest().isPresent()) {
            Manifest after = evaluated.manifest().get();
            lines.addAll(present.get().changesTo(after));
            whole = RiskAssessment.withEffects(risk, present.get(), after);
        }
        lines.addAll(planned.lines());
        return new Verification(outcomes, lines, whole);
    }
}
