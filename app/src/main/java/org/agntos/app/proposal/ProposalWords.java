package org.agntos.app.proposal;

import org.agntos.app.i18n.Messages;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Risk;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageResult;

/// Words for the states of a proposal.
public final class ProposalWords {
    private ProposalWords() {}

    public static String stage(Stage stage) {
        return switch (stage) {
            case SYNTAX -> Messages.text("stage.syntax");
            case GROUNDED -> Messages.text("stage.grounded");
            case EVALUATED -> Messages.text("stage.evaluated");
            case PLANNED -> Messages.text("stage.planned");
        };
    }

    /// What a stage asks, as a sentence.
    public static String question(Stage stage) {
        return switch (stage) {
            case SYNTAX -> Messages.text("stage.syntax.question");
            case GROUNDED -> Messages.text("stage.grounded.question");
            case EVALUATED -> Messages.text("stage.evaluated.question");
            case PLANNED -> Messages.text("stage.planned.question");
        };
    }

    public static String result(StageResult result) {
        return switch (result) {
            case StageResult.Passed _ -> Messages.text("stage.passed");
            case StageResult.Warned _ -> Messages.text("stage.warned");
            case StageResult.Failed _ -> Messages.text("stage.failed");
            case StageResult.Skipped _ -> Messages.text("stage.skipped");
        };
    }

    public static String risk(Risk.Level level) {
        return switch (level) {
            case LOW -> Messages.text("risk.low");
            case MEDIUM -> Messages.text("risk.medium");
            case HIGH -> Messages.text("risk.high");
            case IRREVERSIBLE -> Messages.text("risk.irreversible");
        };
    }

    public static String status(ProposalStatus status) {
        return switch (status) {
            case OPEN -> Messages.text("status.open");
            case APPLIED -> Messages.text("status.applied");
            case DISCARDED -> Messages.text("status.discarded");
        };
    }
}
