package org.agntos.app.fakes;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.change.Evidence;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Risk;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Proposals as the pipeline makes them, for tests that do not run it.
public final class Samples {
    public static final TreePath HTOP = new TreePath("packages/htop.nix");
    public static final String HTOP_NIX = "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.htop ];\n}\n";

    private Samples() {}

    public static Proposal htop() {
        return proposal("p-1", "Install htop", "install htop", Map.of(HTOP, HTOP_NIX), passed(), Risk.Level.LOW);
    }

    public static Proposal proposal(
            String id,
            String summary,
            String prompt,
            Map<TreePath, String> writes,
            List<StageOutcome> verification,
            Risk.Level risk) {
        TreeMap<TreePath, Optional<Sha256>> base = new TreeMap<>();
        writes.keySet().forEach(path -> base.put(path, Optional.empty()));
        return new Proposal(
                new ProposalId(id),
                Instant.parse("2026-11-20T08:00:00Z"),
                null,
                summary,
                "Because it was asked for.",
                prompt,
                "practice",
                new FileChanges(new TreeMap<>(writes), new TreeSet<>(), base),
                verification,
                List.of(),
                new Risk(risk, risk == Risk.Level.LOW ? List.of() : List.of("It changes who may log in.")),
                "Undo restores the files as they were.",
                ProposalStatus.OPEN,
                Map.of());
    }

    public static Proposal with(Proposal p, FileChanges files, List<StageOutcome> verification, ProposalStatus status) {
        return new Proposal(
                p.id(),
                p.createdAt(),
                p.sessionId(),
                p.summary(),
                p.rationale(),
                p.prompt(),
                p.machine(),
                files,
                verification,
                p.plan(),
                p.risk(),
                p.rollbackGuidance(),
                status,
                p.extra());
    }

    public static List<StageOutcome> passed() {
        return Arrays.stream(Stage.values())
                .map(stage -> outcome(stage, new StageResult.Passed()))
                .toList();
    }

    public static List<StageOutcome> failedGrounding() {
        Problem problem = new Problem(
                "packages/htop.nix",
                3,
                38,
                "attribute 'htopp' missing",
                "There is no package called htopp on this machine.",
                List.of("htop", "btop", "atop"),
                new Fix("Write htop instead of htopp.", Map.of(HTOP, HTOP_NIX)),
                "error: attribute 'htopp' missing\n       at packages/htop.nix:3:38:");
        return List.of(
                outcome(Stage.SYNTAX, new StageResult.Passed()),
                outcome(Stage.GROUNDED, new StageResult.Failed(List.of(problem))),
                outcome(Stage.EVALUATED, new StageResult.Skipped("An earlier stage failed.")));
    }

    public static StageOutcome outcome(Stage stage, StageResult result) {
        return new StageOutcome(
                stage, result, new Evidence("nix-instantiate --parse", Sha256.of("input"), "exit 0", 12));
    }
}
