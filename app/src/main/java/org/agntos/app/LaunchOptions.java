package org.agntos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.app.theme.Theme;

/// What the command line asks of the window.
///
/// @param request asked at once
record LaunchOptions(Optional<String> request, Theme theme) {
    private static final String USAGE = "usage: agntos [--theme light|dark|system] [--ask REQUEST | REQUEST]";

    /// How parsing ended.
    sealed interface Parsed {
        record Options(LaunchOptions options) implements Parsed {}

        /// @param message what is wrong and how it is used
        record Usage(String message) implements Parsed {}
    }

    static Parsed parse(String... arguments) {
        List<String> words = new ArrayList<>();
        Theme theme = Theme.SYSTEM;
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
                Optional<Theme> chosen = Theme.parse(arguments[i]);
                if (chosen.isEmpty()) {
                    return new Parsed.Usage("--theme " + arguments[i] + ": no such theme\n" + USAGE);
                }
                theme = chosen.get();
            } else if (argument.startsWith("--")) {
                return new Parsed.Usage("unknown option " + argument + "\n" + USAGE);
            } else {
                words.add(argument);
            }
        }
        String request = String.join(" ", words).strip();
        return new Parsed.Options(
                new LaunchOptions(request.isEmpty() ? Optional.empty() : Optional.of(request), theme));
    }
}
