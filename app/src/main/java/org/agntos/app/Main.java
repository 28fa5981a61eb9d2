package org.agntos.app;

import javafx.application.Application;

/// Starts the window, with the arguments of [LaunchOptions]. Not itself an [Application], so that JavaFX may lie on the
/// class path.
public final class Main {
    private Main() {}

    /// @param arguments see [LaunchOptions]
    public static void main(String[] arguments) {
        if (LaunchOptions.parse(arguments) instanceof LaunchOptions.Parsed.Usage(String message)) {
            System.err.println(message);
            System.exit(2);
        }
        Application.launch(AgntosApp.class, arguments);
        // Threads that still wait for an answer of somebody are not waited for.
        System.exit(0);
    }
}
