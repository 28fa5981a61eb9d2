package org.agntos.app.launcher;

import java.util.List;
import org.agntos.app.i18n.Messages;

/// What a sum comes to.
public final class CalculatorSource implements LauncherSource {
    @Override
    public List<LauncherItem> find(String query, int limit) {
        return Calculator.evaluate(query)
                .map(result -> List.of(new LauncherItem(
                        LauncherItem.Kind.CALCULATION,
                        (result.isExact() ? "= " : "≈ ") + result.value(),
                        Messages.text("launcher.copies"),
                        result.value(),
                        new LauncherAct.Copy(result.value()),
                        1)))
                .orElse(List.of());
    }
}
