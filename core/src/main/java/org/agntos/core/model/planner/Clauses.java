package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A request cut into clauses, each read by its leading words. For one request and one thread.
final class Clauses {
    private final String request;
    private final ClauseReader reader;
    private final List<Clause> clauses;

    Clauses(String request, ClauseReader reader) {
        this.request = request;
        this.reader = reader;
        this.clauses = ClauseSplitter.clauses(Tokeniser.tokens(request));
    }

    List<Intent> intents() {
        return clauses.stream()
                .map(clause -> hazard(clause).<Intent>map(unsafe -> unsafe).orElseGet(() -> reader.read(clause)))
                .toList();
    }

    /// What each clause is read as; empty if one of them cannot be read so, or does harm.
    List<Intent> each(Function<Clause, Optional<Intent.Assign>> read) {
        List<Intent> intents = new ArrayList<>();
        for (Clause clause : clauses) {
            Optional<Intent.Assign> one = hazard(clause).isPresent() ? Optional.empty() : read.apply(clause);
            if (one.isEmpty()) {
                return List.of();
            }
            intents.add(one.get());
        }
        return intents;
    }

    List<Intent> unsafe() {
        return clauses.stream()
                .flatMap(clause -> hazard(clause).stream())
                .<Intent>map(unsafe -> unsafe)
                .toList();
    }

    /// The request without the clauses that would do harm.
    String harmless() {
        if (unsafe().isEmpty()) {
            return request;
        }
        List<String> kept = new ArrayList<>();
        for (Clause clause : clauses) {
            if (hazard(clause).isEmpty() && !clause.tokens().isEmpty()) {
                kept.add(text(clause));
            }
        }
        return String.join(" , ", kept);
    }

    /// An order that was cut apart so that no clause alone shows it.
    Optional<Intent.Unsafe> wholeHazard() {
        boolean isCutApart = unsafe().isEmpty() && !isHarmlessQuestion();
        return isCutApart ? Hazards.in(request) : Optional.empty();
    }

    /// True if a clause only asks or takes a note.
    boolean isHarmlessQuestion() {
        return clauses.stream()
                .anyMatch(clause -> clause.action().filter(Clauses::isHarmless).isPresent());
    }

    /// True if a clause begins with a verb that asks for a change.
    boolean isWish() {
        return clauses.stream()
                .anyMatch(clause ->
                        clause.action().filter(action -> !isHarmless(action)).isPresent());
    }

    private Optional<Intent.Unsafe> hazard(Clause clause) {
        boolean isQuestion = clause.action().filter(Clauses::isHarmless).isPresent();
        return isQuestion || clause.tokens().isEmpty() ? Optional.empty() : Hazards.in(text(clause));
    }

    private String text(Clause clause) {
        return request.substring(
                clause.tokens().getFirst().start(), clause.tokens().getLast().end());
    }

    private static boolean isHarmless(Action action) {
        return switch (action) {
            case WHY, CHANGES, UNDO, ROLLBACK, REMEMBER, FORGET, INSPECT, SEARCH, HELP -> true;
            case INSTALL, REMOVE, ENABLE, DISABLE, SET, OPEN, CLOSE -> false;
        };
    }

    /// A greeting before a wish needs no answer of its own.
    static List<Intent> withoutAsides(List<Intent> intents) {
        List<Intent> kept = intents.stream()
                .filter(intent -> !(intent instanceof Intent.Greeting) && !(intent instanceof Intent.Aside))
                .toList();
        return kept.isEmpty() ? intents : kept;
    }
}
