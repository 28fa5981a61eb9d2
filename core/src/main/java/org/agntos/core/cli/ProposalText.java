package org.agntos.core.cli;

import java.util.List;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;

/// A proposal in words for the terminal.
final class ProposalText {
    private final Context context;

    ProposalText(Context context) {
        this.context = context;
    }

    void show(Proposal proposal) {
        Output out = context.output();
        out.line("Proposal: " + proposal.id() + " (" + context.machineWord() + ", "
                + proposal.status().word() + ")");
        out.line("Summary:  " + proposal.summary());
        if (proposal.prompt() != null) {
            out.line("Request:  " + proposal.prompt());
        }
        if (!proposal.rationale().isEmpty()) {
            out.line("Why:      " + proposal.rationale());
        }
        showChecks(proposal);
        showDiff(proposal);
        out.line("Rollback: " + proposal.rollbackGuidance());
    }

    /// The stages with what they found, the plan and the risk.
    void showChecks(Proposal proposal) {
        Output out = context.output();
        for (StageOutcome stage : proposal.verification()) {
            String reason = stage.result() instanceof StageResult.Skipped(String why) ? " (" + why + ")" : "";
            out.line("Check:    " + stage.stage().word() + " " + stage.result().word() + reason);
            stage.result().problems().forEach(this::show);
        }
        for (String line : proposal.plan()) {
            out.line("Plan:     " + line);
        }
        List<String> reasons = proposal.risk().reasons();
        out.line("Risk:     " + proposal.risk().level().word()
                + (reasons.isEmpty() ? "" : " (" + String.join(" ", reasons) + ")"));
    }

    private void show(Problem problem) {
        Output out = context.output();
        String place = problem.file() == null
                ? ""
                : problem.file() + (problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "") + ": ";
        out.line("          " + place + problem.message().replace("\n", "\n            "));
        if (!problem.explanation().isEmpty() && !problem.explanation().equals(problem.message())) {
            out.line("          " + problem.explanation());
        }
        if (!problem.suggestions().isEmpty()) {
            out.line("          Perhaps: " + String.join(", ", problem.suggestions()));
        }
        Fix fix = problem.fix();
        if (fix != null) {
            out.line("          " + (fix.isChange() ? "Fix: " : "Do: ") + fix.label());
        }
    }

    void showDiff(Proposal proposal) {
        context.output().line("");
        context.output().line(DiffText.of(context.core().proposals().diff(proposal)));
    }

    boolean isStale(Proposal proposal) {
        return context.core().proposals().freshness(proposal) instanceof Freshness.Stale;
    }
}
