package org.agntos.app.proposal;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Risk;
import org.agntos.core.change.StageResult;

/// How something is meant, as a pseudo-class for the style sheets and an icon that says the same without colour.
public enum Tone {
    GOOD("good", "fth-check"),
    CAUTION("caution", "fth-alert-triangle"),
    BAD("bad", "fth-x"),
    QUIET("quiet", "fth-minus");

    private static final List<Tone> ALL = List.of(values());

    private final String pseudoClass;
    private final String icon;

    Tone(String name, String icon) {
        this.pseudoClass = name;
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    /// Marks `node` with this tone and no other.
    public void mark(Node node) {
        ALL.forEach(tone -> node.pseudoClassStateChanged(PseudoClass.getPseudoClass(tone.pseudoClass), tone == this));
    }

    public static Tone of(StageResult result) {
        return switch (result) {
            case StageResult.Passed _ -> GOOD;
            case StageResult.Warned _ -> CAUTION;
            case StageResult.Failed _ -> BAD;
            case StageResult.Skipped _ -> QUIET;
        };
    }

    public static Tone of(Risk.Level level) {
        return switch (level) {
            case LOW -> GOOD;
            case MEDIUM -> CAUTION;
            case HIGH, IRREVERSIBLE -> BAD;
        };
    }

    public static Tone of(ProposalStatus status) {
        return switch (status) {
            case OPEN, DISCARDED -> QUIET;
            case APPLIED -> GOOD;
        };
    }
}
