package org.agntos.core.model.planner;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;

/// Reads a request and plans what to do about it. Pure but for looking at the managed files; safe for any thread.
public final class RequestPlanner {
    private final Catalogue catalogue;
    private final NameFinder names;
    private final SpellingFinder spelling;
    private final OptionFinder options;
    private final Declared declared;
    private final TimeWords times;

    public RequestPlanner(Catalogue catalogue, ManagedFiles files, Clock clock) {
        this.catalogue = catalogue;
        this.spelling = new SpellingFinder(catalogue);
        this.names = new NameFinder(catalogue, spelling);
        this.options = new OptionFinder(catalogue);
        this.declared = new Declared(files);
        this.times = new TimeWords(clock);
    }

    /// @param before the request before this one in the conversation, empty if there is none; a short answer to what
    ///     was asked about it is understood
    public Plan plan(String request, String before) {
        if (!before.isEmpty()) {
            List<Intent> earlier = intents(before);
            Optional<Intent> answer =
                    new FollowUp(earlier, plan(before, earlier).questions()).answer(request);
            if (answer.isPresent()) {
                return plan(request, List.of(answer.get()));
            }
        }
        return plan(request, intents(request));
    }

    private Plan plan(String request, List<Intent> intents) {
        PlanBuilder builder = new PlanBuilder(catalogue, names, spelling, options, declared);
        intents.forEach(builder::add);
        return builder.build(request);
    }

    private List<Intent> intents(String request) {
        Optional<Intent.Unsafe> tainting = Hazards.tainting(request);
        if (tainting.isPresent()) {
            return List.of(tainting.get());
        }
        ClauseReader reader = new ClauseReader(request, times);
        List<Intent> intents = new ArrayList<>();
        for (Clause clause : ClauseSplitter.clauses(Tokeniser.tokens(request))) {
            intents.add(safe(request, clause).orElseGet(() -> reader.read(clause)));
        }
        boolean isCutApart = intents.stream().noneMatch(Intent.Unsafe.class::isInstance)
                && intents.stream().noneMatch(RequestPlanner::isHarmless);
        Optional<Intent.Unsafe> whole = isCutApart ? Hazards.in(request).map(unsafe -> unsafe) : Optional.empty();
        return whole.<List<Intent>>map(List::of).orElseGet(() -> withoutAsides(intents));
    }

    /// A clause that would do harm, unless it only asks or takes a note.
    private static Optional<Intent> safe(String request, Clause clause) {
        boolean isQuestion = clause.action().filter(RequestPlanner::isHarmless).isPresent();
        if (isQuestion || clause.tokens().isEmpty()) {
            return Optional.empty();
        }
        String text = request.substring(
                clause.tokens().getFirst().start(), clause.tokens().getLast().end());
        return Hazards.in(text).map(unsafe -> unsafe);
    }

    private static boolean isHarmless(Action action) {
        return switch (action) {
            case WHY, CHANGES, UNDO, ROLLBACK, REMEMBER, FORGET, INSPECT, SEARCH, HELP -> true;
            case INSTALL, REMOVE, ENABLE, DISABLE, SET, OPEN, CLOSE -> false;
        };
    }

    private static boolean isHarmless(Intent intent) {
        return switch (intent) {
            case Intent.Why _,
                    Intent.Changes _,
                    Intent.Undo _,
                    Intent.GoBack _,
                    Intent.Remember _,
                    Intent.Forget _,
                    Intent.ShowMemory _,
                    Intent.Inspect _,
                    Intent.Search _,
                    Intent.Help _,
                    Intent.Greeting _,
                    Intent.Confirm _ -> true;
            case Intent.Install _,
                    Intent.Remove _,
                    Intent.Enable _,
                    Intent.Disable _,
                    Intent.Set _,
                    Intent.Ports _,
                    Intent.Unsafe _,
                    Intent.NotUnderstood _,
                    Intent.Aside _ -> false;
        };
    }

    /// A greeting before a wish needs no answer of its own.
    private static List<Intent> withoutAsides(List<Intent> intents) {
        List<Intent> kept = intents.stream()
                .filter(intent -> !(intent instanceof Intent.Greeting) && !(intent instanceof Intent.Aside))
                .toList();
        return kept.isEmpty() ? intents : kept;
    }
}
