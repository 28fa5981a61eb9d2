package org.agntos.core.model.planner;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.recipe.Questions.Asked;

/// Turns what a request asks into an intent. For one request and one thread.
final class QuestionIntents {
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("reboot", "system"),
            Map.entry("plan", "system"),
            Map.entry("timers", "services"),
            Map.entry("failed", "services"),
            Map.entry("ports", "network"),
            Map.entry("version", "system"),
            Map.entry("option", "system"));

    private final String request;
    private final ClauseReader reader;
    private final TimeWords times;

    QuestionIntents(String request, ClauseReader reader, TimeWords times) {
        this.request = request;
        this.reader = reader;
        this.times = times;
    }

    Intent intent(Asked asked) {
        String subject = asked.values().getOrDefault("subject", "");
        List<Token> tokens = Tokeniser.tokens(request);
        return switch (asked.kind()) {
            case UNDO -> undo(asked.topic(), subject, tokens);
            case ROLLBACK ->
                asked.topic().startsWith("back-")
                        ? new Intent.GoBack(-Integer.parseInt(asked.topic().substring(5)), "number")
                        : new Intent.GoBack(
                                Integer.parseInt(asked.values().getOrDefault("number", "0")), asked.topic());
            case WHY -> why(subject, tokens);
            case HISTORY ->
                asked.topic().equals("remove-recent")
                        ? new Intent.RemoveRecent(times.read(tokens))
                        : asked.topic().equals("generations")
                                ? new Intent.Generations()
                                : new Intent.Changes(
                                        times.read(tokens), asked.topic().equals("failed"));
            case REMEMBER -> new Intent.Remember(asked.topic().equals("whole") ? request : asWritten(subject));
            case FORGET -> new Intent.Forget(forgotten(asked.topic(), subject));
            case INSPECT -> inspect(asked.topic());
            case SEARCH -> new Intent.Search(Tokeniser.tokens(subject.isEmpty() ? request : searched(subject)));
            case HELP -> new Intent.Help();
        };
    }

    /// A word such as `option` says where to look, so it stays although it stands before the subject.
    private String searched(String subject) {
        String lower = request.toLowerCase(Locale.ROOT);
        if (lower.contains("option") && !subject.contains("option")) {
            return subject + " option";
        }
        return lower.contains("package") && !subject.contains("package") ? subject + " package" : subject;
    }

    private Intent undo(String topic, String subject, List<Token> tokens) {
        if (topic.equals("partial")) {
            return new Intent.Undo(subject, 1, times.read(tokens));
        }
        List<Token> objects = switch (topic) {
            case "last" -> List.of();
            case "since" ->
                tokens.stream()
                        .filter(token -> !token.key().matches("undo|revert|take|back|roll|cancel"))
                        .toList();
            default -> Tokeniser.tokens(subject);
        };
        Intent read = reader.undo(objects);
        return read instanceof Intent.Undo(String about, int count, var _)
                ? new Intent.Undo(about, count, times.read(tokens))
                : read;
    }

    private static Intent why(String subject, List<Token> tokens) {
        boolean isAboutPorts = tokens.stream().anyMatch(token -> token.key().matches("ports?|firewall"));
        if (isAboutPorts) {
            return new Intent.Why(new Name(Tokeniser.tokens("networking.firewall.allowedTCPPorts")));
        }
        List<Token> all = telling(tokens);
        List<Token> named = all.isEmpty() ? telling(Tokeniser.tokens(subject)) : all;
        return named.isEmpty() ? new Intent.NotUnderstood(tokens) : new Intent.Why(new Name(named));
    }

    private static List<Token> telling(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isName)
                .filter(token -> !ClauseReader.WHY_FILLERS.contains(token.key()))
                .toList();
    }

    private static Intent inspect(String topic) {
        return topic.equals("memory-notes")
                ? new Intent.ShowMemory()
                : new Intent.Inspect(TARGETS.getOrDefault(topic, topic), topic);
    }

    private static String forgotten(String topic, String subject) {
        return switch (topic) {
            case "everything" -> "*";
            case "last" -> "last";
            default ->
                subject.replaceAll("(?i)^(?:the |my |that |about |note about )+", "")
                        .replaceAll("[ ;?]+$", "");
        };
    }

    /// The words as the person wrote them, from the first to the last.
    private String asWritten(String even) {
        String plain = even.replaceAll("[ ;,?]+$", "").strip();
        String first = plain.split(" ", 2)[0];
        String last = plain.substring(plain.lastIndexOf(' ') + 1);
        int start = request.indexOf(first);
        int end = request.lastIndexOf(last);
        return start >= 0 && end >= start ? request.substring(start, end + last.length()) : plain;
    }
}
