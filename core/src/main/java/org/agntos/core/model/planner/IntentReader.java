package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.model.Secrets;
import org.agntos.core.model.planner.language.Translator;
import org.agntos.core.model.planner.recipe.Mention;
import org.agntos.core.model.planner.recipe.Questions;
import org.agntos.core.model.planner.recipe.Recipe;
import org.agntos.core.model.planner.recipe.RecipeBook;
import org.agntos.core.model.planner.recipe.RecipeFinder;
import org.agntos.core.model.planner.recipe.RequestText;

/// Reads what a request asks for: what must not be done first, then questions, then troubles, then wishes, and last
/// what its clauses say by their leading words. Safe for any thread.
final class IntentReader {
    private static final Set<Questions.Kind> FIRST =
            Set.of(Questions.Kind.REMEMBER, Questions.Kind.FORGET, Questions.Kind.UNDO, Questions.Kind.ROLLBACK);

    private static final Pattern WHY_NOT = Pattern.compile(
            "(?i)\\bwhy (?:does|do|is|are|wont|cant|did) (?:[\\w-]+ ){1,5}(?:not|never|keep|always|fail|crash|hang|slow)\\b|\\bwhy (?:\\w+ )?(?:does ?n[o']?t|is ?n[o']?t|wo ?n'?t|ca ?n'?t|cannot|not|no|keeps?|slow)\\b");

    private final NameFinder names;
    private final OptionFinder options;
    private final TimeWords times;
    private final Translator translator = Translator.load();
    private final Questions questions = new Questions();
    private final RecipeFinder troubles = new RecipeFinder(RecipeBook.ofTroubles());
    private final WishReader wishes;
    private final RequestTexts texts;
    private final SettingSearch settings;

    IntentReader(Catalogue catalogue, RecipeBook wishes, NameFinder names, OptionFinder options, TimeWords times) {
        this.options = options;
        KnownNames known = new KnownNames();
        this.names = names;
        this.times = times;
        this.wishes = new WishReader(wishes, known);
        this.texts = new RequestTexts(catalogue, wishes, known.words());
        this.settings = new SettingSearch(catalogue);
    }

    /// @param notes how the words were read
    record Read(List<Intent> intents, List<String> notes) {
        Read {
            intents = List.copyOf(intents);
            notes = List.copyOf(notes);
        }
    }

    Read read(String written) {
        String original = Secrets.redact(written);
        Optional<Intent.Unsafe> tainting = Hazards.tainting(original);
        String request = translator.english(original);
        if (tainting.isEmpty()) {
            tainting = Hazards.tainting(request);
        }
        if (tainting.isPresent()) {
            return new Read(List.of(tainting.get()), List.of());
        }
        Optional<Intent> note = note(request);
        if (note.isPresent()) {
            return new Read(List.of(note.get()), List.of());
        }
        Clauses clauses = new Clauses(request, new ClauseReader(request, times));
        Optional<Intent.Unsafe> whole = clauses.wholeHazard();
        if (whole.isPresent()) {
            return new Read(List.of(whole.get()), List.of());
        }
        String harmless = clauses.harmless();
        RequestTexts.Even even = texts.even(harmless);
        List<Intent> intents = new ArrayList<>(clauses.unsafe());
        List<String> notes = new ArrayList<>();
        if (!harmless.isBlank()) {
            intents.addAll(meant(harmless, even, clauses.isHarmlessQuestion(), notes));
        }
        return new Read(Clauses.withoutAsides(intents), notes);
    }

    /// What is only to be remembered or forgotten does no harm, whatever it is about.
    private Optional<Intent> note(String request) {
        return questions
                .read(texts.even(request).text())
                .filter(asked -> asked.kind() == Questions.Kind.REMEMBER || asked.kind() == Questions.Kind.FORGET)
                .map(asked -> new QuestionIntents(request, new ClauseReader(request, times), times).intent(asked));
    }

    private List<Intent> meant(String request, RequestTexts.Even even, boolean isQuestion, List<String> notes) {
        Optional<Questions.Asked> asked = questions.read(even.text());
        ClauseReader reader = new ClauseReader(request, times);
        QuestionIntents asks = new QuestionIntents(request, reader, times);
        if (asked.isPresent() && FIRST.contains(asked.get().kind())) {
            return List.of(asks.intent(asked.get()));
        }
        List<Mention> symptoms = symptoms(even.text(), false);
        WishReader.Reading read = wishes.read(even.text(), symptoms);
        Clauses clauses = new Clauses(request, reader);
        boolean isMostlyTrouble = symptoms.stream()
                .anyMatch(symptom -> symptom.length() * 10 > even.text().text().length() * 6);
        Optional<Intent> trouble = clauses.isWish() && !isMostlyTrouble ? Optional.empty() : diagnosis(symptoms);
        boolean isWhyNot = asked.stream()
                .anyMatch(one -> one.kind() == Questions.Kind.WHY
                        && WHY_NOT.matcher(request).find());
        if (isWhyNot && trouble.isEmpty()) {
            trouble = weakTrouble(even.text());
        }
        boolean isTrouble = trouble.isPresent() && asked.stream().noneMatch(one -> isAboutFacts(one.kind()));
        if (isTrouble && !read.isFixed()) {
            return List.of(trouble.get());
        }
        boolean isSetting = read.isFixed() && read.intents().stream().anyMatch(IntentReader::isSetting);
        boolean isWhy =
                asked.stream().anyMatch(one -> one.kind() == Questions.Kind.WHY || one.kind() == Questions.Kind.SEARCH)
                        && WishReader.asks(even.text());
        if (asked.isPresent() && (!isSetting || isWhy)) {
            return List.of(asks.intent(asked.get()));
        }
        List<Intent> found =
                read.isFixed() || read.isWhole() || isQuestion ? List.of() : clauses.each(settings::withValue);
        if (!found.isEmpty()) {
            return found;
        }
        List<Intent> plain = clauses.intents();
        if (read.intents().isEmpty() || (isQuestion && !read.isFixed())) {
            boolean isIdle = plain.size() == 1
                    && plain.getFirst() instanceof Intent.Search
                    && wishes.mentionsNothing(even.text());
            if (isIdle) {
                return List.of(new Intent.NotUnderstood(Tokeniser.tokens(request)));
            }
            if (understood(plain)) {
                return plain;
            }
            List<Intent> switches = isQuestion ? List.of() : clauses.each(settings::aSwitch);
            return switches.isEmpty() ? weakTrouble(even.text()).map(List::of).orElse(plain) : switches;
        }
        even.slips()
                .forEach(slip ->
                        notes.add("I took " + Phrases.quote(slip.typed()) + " to mean **" + slip.read() + "**."));
        return Stream.concat(read.intents().stream(), rest(read.rest())).toList();
    }

    /// A wish that says by itself what is to be set.
    private static boolean isSetting(Intent intent) {
        return intent instanceof Intent.Fulfil(var wish)
                && wish.recipe().isFixed()
                && wish.recipe().answer().isEmpty();
    }

    private static boolean isAboutFacts(Questions.Kind kind) {
        return switch (kind) {
            case INSPECT, HISTORY, SEARCH -> true;
            case WHY, UNDO, ROLLBACK, REMEMBER, FORGET, HELP -> false;
        };
    }

    private static boolean understood(List<Intent> intents) {
        return intents.stream()
                .anyMatch(intent -> !(intent instanceof Intent.NotUnderstood)
                        && !(intent instanceof Intent.Aside)
                        && !(intent instanceof Intent.Install install && install.isImplied()));
    }

    private Optional<Intent> weakTrouble(RequestText text) {
        return diagnosis(symptoms(text, true));
    }

    private List<Mention> symptoms(RequestText text, boolean isWeak) {
        return troubles.mentions(text).stream()
                .filter(mention -> mention instanceof Mention.OfRecipe of && of.isWeak() == isWeak)
                .toList();
    }

    private static Optional<Intent> diagnosis(List<Mention> symptoms) {
        return symptoms.stream()
                .max(java.util.Comparator.comparingInt(Mention::length))
                .flatMap(mention -> mention instanceof Mention.OfRecipe of ? diagnosis(of.recipe()) : Optional.empty());
    }

    private static Optional<Intent> diagnosis(Recipe recipe) {
        return recipe.answer().orElse(null) instanceof Recipe.Answer.Explain(List<String> lines)
                ? Optional.of(new Intent.Diagnose(recipe.id(), lines))
                : Optional.empty();
    }

    /// What the clauses say that no recipe read: ports, options, and names that exist.
    private Stream<Intent> rest(RequestText rest) {
        String text = rest.text().replaceAll("(?: ,)+ ", " , ").strip();
        List<Intent> intents = new Clauses(text, new ClauseReader(text, times)).intents();
        return intents.stream().filter(this::isSure);
    }

    private boolean isSure(Intent intent) {
        return switch (intent) {
            case Intent.Ports _, Intent.Assign _ -> true;
            case Intent.Set set ->
                set.option().getFirst().text().contains(".")
                        || options.byWords(set.option()).isPresent();
            case Intent.Install install -> !install.isImplied() && areKnown(install.names());
            case Intent.Remove(List<Intent.Name> wanted) -> areKnown(wanted);
            case Intent.Enable(List<Intent.Name> wanted) -> areKnown(wanted);
            case Intent.Disable(List<Intent.Name> wanted) -> areKnown(wanted);
            case Intent.Why _,
                    Intent.Changes _,
                    Intent.RemoveRecent _,
                    Intent.Generations _,
                    Intent.Undo _,
                    Intent.GoBack _,
                    Intent.Remember _,
                    Intent.Forget _,
                    Intent.ShowMemory _,
                    Intent.Inspect _,
                    Intent.Search _,
                    Intent.Help _,
                    Intent.Greeting _,
                    Intent.Confirm _,
                    Intent.Unsafe _,
                    Intent.Fulfil _,
                    Intent.Choose _,
                    Intent.Diagnose _,
                    Intent.NotUnderstood _,
                    Intent.Aside _ -> false;
        };
    }

    private boolean areKnown(List<Intent.Name> wanted) {
        return wanted.stream().noneMatch(name -> names.exactly(name) instanceof Found.Nothing);
    }
}
