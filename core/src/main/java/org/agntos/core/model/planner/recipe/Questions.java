package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests that change nothing, and those that ask for a way back, as the file `questions.txt` says them.
public final class Questions {
    /// What may stand before a question.
    private static final Pattern POLITE = Pattern.compile(
            " (?:(?:please|hey|hi|hello|so|ok|okay|can|could|would|you|tell|me|show|i|want|to|know|need|do|know|and|also|just|quick|question|,|;|see|let|us|for|list|all|the|my|give|an?|overview|of|explain|help|understand|id|like|wondering|check) )*");

    private final List<Line> lines = new ArrayList<>();

    private record Line(Kind kind, String topic, Phrase phrase) {}

    /// What is asked for.
    public enum Kind {
        UNDO,
        ROLLBACK,
        WHY,
        HISTORY,
        REMEMBER,
        FORGET,
        INSPECT,
        SEARCH,
        HELP;

        /// Whether only polite words may stand before it.
        private boolean isAtStart() {
            return switch (this) {
                case WHY, HISTORY, INSPECT, SEARCH, HELP -> true;
                case UNDO, ROLLBACK, REMEMBER, FORGET -> false;
            };
        }
    }

    /// @param topic such as `previous` or `timers`; @param values what the slots hold
    public record Asked(Kind kind, String topic, Map<String, String> values) {
        public Asked {
            values = Map.copyOf(values);
        }
    }

    /// @throws IllegalArgumentException if a line cannot be read
    public Questions() {
        for (String line : Resources.lines("questions.txt")) {
            int colon = line.indexOf(':');
            String[] head = line.substring(0, colon).split(" ", 2);
            Kind kind = Kind.valueOf(head[0].toUpperCase(java.util.Locale.ROOT));
            Phrase.all(line.substring(colon + 1)).forEach(phrase -> lines.add(new Line(kind, head[1], phrase)));
        }
    }

    public Optional<Asked> read(RequestText request) {
        Set<String> words = request.words();
        for (Line line : lines) {
            if (line.phrase().mayBeIn(words)) {
                Matcher matcher = line.phrase().pattern().matcher(request.text());
                if (matcher.find() && isPlaced(line, request.text().substring(0, matcher.start()))) {
                    return line.phrase().values(matcher).map(values -> new Asked(line.kind(), line.topic(), values));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPlaced(Line line, String before) {
        return !line.kind().isAtStart()
                || before.isEmpty()
                || POLITE.matcher(before.endsWith(" ") ? before : before + " ").matches();
    }
}
