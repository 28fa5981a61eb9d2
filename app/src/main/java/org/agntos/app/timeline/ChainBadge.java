package org.agntos.app.timeline;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.Tone;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says whether the record is intact; pressing it checks again.
final class ChainBadge extends Button {
    ChainBadge() {
        getStyleClass().add("chain-badge");
        setId("timeline-verify");
        show(new ChainState.Unknown());
    }

    void show(ChainState state) {
        switch (state) {
            case ChainState.Unknown _ ->
                show(
                        Tone.QUIET,
                        "fth-shield",
                        Messages.text("timeline.chain.verify"),
                        Messages.text("timeline.chain.hint"));
            case ChainState.Checking _ ->
                show(
                        Tone.QUIET,
                        "fth-loader",
                        Messages.text("timeline.chain.checking"),
                        Messages.text("timeline.chain.hint"));
            case ChainState.Intact(int entries) ->
                show(
                        Tone.GOOD,
                        "fth-shield",
                        Messages.format("timeline.chain.intact", entries),
                        Messages.text("timeline.chain.hint"));
            case ChainState.Broken(int line, String reason) ->
                show(Tone.BAD, "fth-alert-triangle", Messages.format("timeline.chain.broken", line), reason);
            case ChainState.Unreadable(String reason) ->
                show(Tone.BAD, "fth-alert-triangle", Messages.text("timeline.chain.unreadable"), reason);
        }
        setDisable(state instanceof ChainState.Checking);
    }

    private void show(Tone tone, String icon, String words, String explanation) {
        tone.mark(this);
        setGraphic(new FontIcon(icon));
        setText(words);
        setTooltip(new Tooltip(explanation));
        setAccessibleText(words);
        setAccessibleHelp(explanation);
    }
}
