package org.agntos.app.proposal;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.agntos.app.i18n.Messages;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.kordamp.ikonli.javafx.FontIcon;

/// One stage of verification in a word, with its result as icon and colour.
public final class StageChip extends Label {
    public StageChip(StageOutcome outcome) {
        Tone tone = Tone.of(outcome.result());
        getStyleClass().add("chip");
        setText(ProposalWords.stage(outcome.stage()));
        setGraphic(new FontIcon(tone.icon()));
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(Messages.format(
                "stage.accessible", ProposalWords.stage(outcome.stage()), ProposalWords.result(outcome.result())));
        String hint = outcome.result() instanceof StageResult.Skipped(String reason)
                ? reason
                : ProposalWords.question(outcome.stage());
        setTooltip(new Tooltip(hint));
        tone.mark(this);
    }
}
