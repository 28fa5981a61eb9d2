package org.agntos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.app.theme.Theme;

/// What the command line asks of the window.
///
/// @param request asked at once
/// @param theme for this run; empty for the one chosen before
record LaunchOptions(Optional<String> request, Optional<Theme> theme, Opening opening) {
    private static final String USAGE = """
            usage: agntos [--theme light|dark|system] [--ask REQUEST | REQUEST]   open the window
                   agntos ask REQUEST                                             ask in it
                   agntos toggle                                                  show or hide the launcher
                   agntos quit                                                    end the program that is there
                   agntos --background                                            stay in the tray, without a window""";

    /// What is shown first.
    enum Opening {
        WINDOW,
        LAUNCHER,
        /// Nothing, until somebody asks for it.
        NOTHING
    }

    /// How parsing ended.
    sealed interface Parsed {
        record Options(LaunchOptions options) implements Parsed {}

        /// @param message what is wrong and how it is used
        record Usage(String message) implements Parsed {}
    }

    static LaunchOptions usual() {
        return new LaunchOptions(Optional.empty(), Optional.empty(), Opening.WINDOW);
    }

    static Parsed parse(String... arguments) {
        List<String> words = new ArrayList<>();
        Optional<Theme> theme = Optional.empty();
        Opening opening = Opening.WINDOW;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--theme") || argument.equals("--ask")) {
                if (++i == arguments.length) {
                    return new Parsed.Usage(argument + " needs a value\n" + USAGE);
                }
                if (argument.equals("--ask")) {
                    words.add(arguments[i]);
                    continue;
                }
                theme = Theme.parse(arguments[i]);
                if (theme.isEmpty()) {
                    return new Parsed.Usage("--theme " + arguments[i] + ": no such theme\n" + USAGE);
                }
            } else if (argument.equals("--background")) {
                opening = Opening.NOTHING;
            } else if (argument.equals("--toggle")) {
                opening = Opening.LAUNCHER;
            } else if (argument.startsWith("--")) {
                return new Parsed.Usage("unknown option " + argument + "\n" + USAGE);
            } else {
                words.add(argument);
            }
        }
        String request = String.join(" ", words).strip();
        return new Parsed.Options(
                new LaunchOptions(request.isEmpty() ? Optional.empty() : Optional.of(request), theme, opening));
    }
}
