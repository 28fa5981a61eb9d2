package org.agntos.app.proposal;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.agntos.core.change.Risk;

/// The risk of a change in two words.
public final class RiskLabel extends Label {
    public RiskLabel(Risk.Level level) {
        getStyleClass().addAll("chip", "risk-label");
        setText(ProposalWords.risk(level));
        setMinWidth(Region.USE_PREF_SIZE);
        Tone.of(level).mark(this);
    }
}
