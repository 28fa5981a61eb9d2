package org.agntos.core.model.planner;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.model.planner.recipe.RecipeBook;

/// Reads a request and plans what to do about it. Pure but for looking at the managed files; safe for any thread.
public final class RequestPlanner {
    private final Knowledge knowledge;
    private final NameFinder names;
    private final SpellingFinder spelling;
    private final OptionFinder options;
    private final IntentReader reader;
    private final Map<String, Boolean> choosable = new ConcurrentHashMap<>();

    public RequestPlanner(Catalogue catalogue, ManagedFiles files, Clock clock) {
        this(catalogue, files, clock, System.getProperty("user.name", "root"));
    }

    /// @param user whose account is meant by “me”
    public RequestPlanner(Catalogue catalogue, ManagedFiles files, Clock clock, String user) {
        RecipeBook wishes = RecipeBook.ofWishes();
        this.knowledge = new Knowledge(catalogue, wishes, new Declared(files), user, this::leadsSomewhere);
        this.spelling = new SpellingFinder(catalogue);
        this.names = new NameFinder(catalogue, spelling);
        this.options = new OptionFinder(catalogue);
        this.reader = new IntentReader(catalogue, wishes, names, options, new TimeWords(clock));
    }

    /// @param before the request before this one in the conversation, empty if there is none; a short answer to what
    ///     was asked about it is understood
    public Plan plan(String request, String before) {
        if (!before.isEmpty()) {
            IntentReader.Read earlier = reader.read(before);
            FollowUp followUp =
                    new FollowUp(earlier.intents(), plan(before, earlier).questions());
            Optional<String> anew = followUp.newRequest(request);
            if (anew.isPresent()) {
                return plan(anew.get(), reader.read(anew.get()));
            }
            Optional<Intent> answer = followUp.answer(request);
            if (answer.isPresent()) {
                return plan(request, new IntentReader.Read(List.of(answer.get()), List.of()));
            }
        }
        return plan(request, reader.read(request));
    }

    private Plan plan(String request, IntentReader.Read read) {
        PlanBuilder builder = new PlanBuilder(knowledge, names, spelling, options);
        read.notes().forEach(builder::note);
        new ArrayList<>(read.intents()).forEach(builder::add);
        return builder.build(request);
    }

    /// Whether a choice that would be offered means something on this machine. What one choice asks in turn is not
    /// followed.
    private boolean leadsSomewhere(String label) {
        Boolean known = choosable.get(label);
        if (known != null) {
            return known;
        }
        choosable.put(label, true);
        Plan plan = plan(label, reader.read(label));
        boolean leads = plan.refusals().isEmpty()
                && (!plan.steps().isEmpty() || !plan.answers().isEmpty());
        choosable.put(label, leads);
        return leads;
    }
}
