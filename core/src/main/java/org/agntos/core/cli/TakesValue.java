package org.agntos.core.cli;

import java.util.Set;

/// The options whose next argument is their value, so that `--content --json` is a text and no switch.
final class TakesValue {
    private static final Set<String> OPTIONS = Set.of(
            "--package",
            "--remove-package",
            "--option",
            "--reset-option",
            "--file",
            "--prompt",
            "--rationale",
            "--summary",
            "--query",
            "--limit",
            "--generation",
            "--undo-id",
            "--section",
            "--content",
            "--target",
            "--replacement",
            "--options",
            "--home-options",
            "--packages",
            "--renames",
            "--model",
            "--endpoint",
            "--kind",
            "--api-key-env",
            "--api-key-file",
            "--task",
            "--route-profile");

    private TakesValue() {}

    static boolean option(String argument) {
        return OPTIONS.contains(argument);
    }
}
