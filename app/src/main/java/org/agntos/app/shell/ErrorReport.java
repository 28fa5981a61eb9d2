package org.agntos.app.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the error view says.
///
/// @param title what failed, a few words
/// @param happened what happened, one sentence
/// @param kept what was kept or restored, one sentence
/// @param next what to do now, one sentence
/// @param code short and the same for the same cause, so that it can be looked up
/// @param details the technical lines, folded away at first; may be empty
/// @param retry offered if trying again can help
public record ErrorReport(
        String title,
        String happened,
        String kept,
        String next,
        String code,
        List<String> details,
        Optional<Runnable> retry) {
    public ErrorReport {
        details = List.copyOf(details);
    }

    /// A stable code of an unexpected error: made from the type of its root cause and the place in our code.
    public static String codeOf(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String place = Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.agntos."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
        int hash = (root.getClass().getName() + "@" + place).hashCode();
        return "E-" + String.format(Locale.ROOT, "%06X", hash & 0xFFFFFF);
    }

    /// All of it as text, for the clipboard.
    public String asText() {
        StringBuilder text = new StringBuilder();
        text.append(title).append(" (").append(code).append(")\n");
        text.append(happened)
                .append('\n')
                .append(kept)
                .append('\n')
                .append(next)
                .append('\n');
        details.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
