package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;
import org.agntos.core.model.planner.Plan.Step;
import org.agntos.core.model.planner.Plan.UndoWish;
import org.agntos.core.model.planner.recipe.Wish;

/// Turns intents into a plan. For one request and one thread.
final class PlanBuilder {
    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final WishPlanner wishes;
    private final NameFinder names;
    private final ThingPlanner things;
    private final SettingPlanner settings;
    private final MeaningReader meaning = new MeaningReader();
    private final ChangeSketch change = new ChangeSketch();
    private final Remarks remarks = new Remarks();
    private final List<Step> steps = new ArrayList<>();
    private Optional<UndoWish> undo = Optional.empty();
    private Optional<String> forget = Optional.empty();

    PlanBuilder(Knowledge knowledge, NameFinder names, SpellingFinder spelling, OptionFinder options) {
        this.knowledge = knowledge;
        this.catalogue = knowledge.catalogue();
        this.names = names;
        Declared declared = knowledge.declared();
        this.settings = new SettingPlanner(knowledge, options, change, remarks);
        this.things = new ThingPlanner(catalogue, names, spelling, settings, declared, change, remarks);
        this.wishes = new WishPlanner(knowledge, things, change, remarks);
    }

    void add(Intent intent) {
        meaning.read(intent);
        switch (intent) {
            case Intent.Fulfil(Wish wish) -> wishes.fulfil(wish);
            case Intent.Choose(List<String> wanted) ->
                remarks.questions.add(new Question(
                        "Which one do you want?",
                        wanted.stream().map(name -> new Choice(name, "")).toList()));
            case Intent.Diagnose(String _, List<String> lines) -> remarks.answers.add(String.join("\n\n", lines));
            case Intent.Install install -> things.install(install);
            case Intent.Remove(List<Name> wanted) -> things.remove(wanted);
            case Intent.Enable(List<Name> wanted) -> things.enable(wanted);
            case Intent.Disable(List<Name> wanted) -> things.disable(wanted);
            case Intent.Set set -> {
                if (!settings.set(set)) {
                    things.notUnderstood(set.tokens());
                }
            }
            case Intent.Assign(String path, JsonNode value) -> settings.assign(path, value);
            case Intent.Ports ports -> settings.ports(ports);
            case Intent.Why(Name subject) -> why(subject);
            case Intent.Changes(var since, boolean isOnlyFailed) -> changes(since, isOnlyFailed);
            case Intent.RemoveRecent(var since) -> {
                changes(since, false);
                remarks.questions.add(new Question(
                        "Which of these should I remove? Name them, such as “remove gimp and krita”.", List.of()));
            }
            case Intent.Undo wish -> undo(wish);
            case Intent.GoBack(int number, String _) -> goBack(number);
            case Intent.Remember(String text) -> remember(text);
            case Intent.Forget(String text) -> forget(text);
            case Intent.ShowMemory() -> step("memory", arguments().put("action", "show"));
            case Intent.Inspect(String target, String fact) -> {
                step("inspect", arguments().put("target", target));
                Facts.hint(fact).ifPresent(remarks.answers::add);
            }
            case Intent.Generations() -> step("inspect", arguments().put("target", "generations"));
            case Intent.Search(List<Token> words) -> search(words);
            case Intent.Help() -> remarks.answers.add(HelpText.TEXT);
            case Intent.Greeting(boolean isThanks) -> remarks.answers.add(isThanks ? HelpText.WELCOME : HelpText.HELLO);
            case Intent.Confirm() -> remarks.questions.add(new Question(HelpText.CONFIRM, List.of()));
            case Intent.Unsafe unsafe -> remarks.refuse(unsafe);
            case Intent.NotUnderstood(List<Token> tokens) -> things.notUnderstood(tokens);
            case Intent.Aside() -> {
                // A remark asks for nothing.
            }
        }
    }

    void note(String note) {
        remarks.note(note);
    }

    Plan build(String request) {
        if (!change.isEmpty()) {
            Unfree.permit(change, knowledge, remarks);
            remarks.warnings.forEach(warning -> change.because("Warning: " + warning));
            steps.add(new Step("propose", change.arguments()));
        }
        boolean saysNothing = steps.isEmpty()
                && remarks.refusals.isEmpty()
                && remarks.answers.isEmpty()
                && remarks.questions.isEmpty();
        if (saysNothing) {
            remarks.unable("I did not understand " + Phrases.quote(request) + ". " + HelpText.NEAREST);
        }
        return new Plan(meaning.of(change, remarks), steps, remarks.said(), undo, forget);
    }

    private void step(String tool, ObjectNode arguments) {
        Step step = new Step(tool, arguments);
        if (!steps.contains(step)) {
            steps.add(step);
        }
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void why(Name subject) {
        List<String> subjects = new ArrayList<>(knowledge.subjects(subject.spoken()));
        if (!subjects.isEmpty()) {
            meaning.subject(subjects.getFirst());
            subjects.forEach(
                    one -> step("audit", arguments().put("action", "why").put("subject", one)));
            return;
        }
        Optional<String> path = names.exactly(subject) instanceof Found.Nothing
                ? settings.optionNamed(subject.words())
                : Optional.empty();
        switch (path.isPresent() ? new Found.Nothing() : names.packageFirst(subject)) {
            case Found.APackage(var entry, String readAs) -> {
                remarks.tookFor(subject, readAs);
                subjects.add(entry.attribute());
                if (!entry.module().isEmpty()) {
                    subjects.add(entry.module());
                }
                catalogue.moduleCalled(entry.attribute()).ifPresent(option -> subjects.add(option.path()));
            }
            case Found.AModule(var option, String readAs) -> {
                remarks.tookFor(subject, readAs);
                subjects.add(option.path());
            }
            case Found.Several(List<String> near, boolean isSpelling) -> {
                if (isSpelling) {
                    remarks.questions.add(new Question(
                            "Which one do you mean by " + Phrases.quote(subject.spoken()) + "?",
                            near.stream().map(one -> new Choice(one, "")).toList()));
                } else {
                    subjects.add(subject.spoken());
                }
            }
            case Found.Nothing() -> subjects.add(path.orElse(subject.spoken()));
        }
        subjects.stream().findFirst().ifPresent(meaning::subject);
        subjects.stream()
                .distinct()
                .forEach(one -> step("audit", arguments().put("action", "why").put("subject", one)));
    }

    private void changes(Optional<Intent.Since> since, boolean isOnlyFailed) {
        ObjectNode arguments = arguments().put("action", "list").put("limit", since.isPresent() ? 100 : 10);
        since.ifPresent(from -> {
            arguments.put("since", from.from().toString());
            remarks.notes.add("I looked at the record " + from.words() + ".");
        });
        if (isOnlyFailed) {
            remarks.notes.add("Only what failed or was refused is shown.");
        }
        step("audit", arguments);
    }

    private void undo(Intent.Undo wish) {
        undo = Optional.of(new UndoWish(wish.about(), wish.count()));
        ObjectNode arguments = arguments().put("action", "list").put("limit", 100);
        wish.since().ifPresent(from -> arguments.put("since", from.from().toString()));
        step("audit", arguments);
    }

    private void goBack(int number) {
        remarks.answers.add(
                number <= 0
                        ? "Going back a whole generation is your decision: pick one in the timeline, or run "
                                + "`agntctl rollback --generation N`. To take back one change only, say “undo”."
                        : "To go back to generation " + number + ", pick it in the timeline, or run "
                                + "`agntctl rollback --generation " + number + "`. You see the difference first.");
        step("inspect", arguments().put("target", "generations"));
    }

    private void remember(String text) {
        boolean isAboutPerson = text.matches("(?is).*\\b(?:i|i'm|im|i've|my|me|mine|we|our)\\b.*");
        step(
                "memory",
                arguments()
                        .put("action", "add")
                        .put("file", isAboutPerson ? "user" : "memory")
                        .put("section", "Notes")
                        .put("content", text.strip()));
    }

    private void forget(String text) {
        if (text.equals("*") || text.isBlank()) {
            remarks.answers.add("I do not clear the whole memory on a word. Say which line to forget, such as "
                    + "“forget the note about vim”, or empty it yourself on the memory screen, where you can undo it.");
            step("memory", arguments().put("action", "show"));
            return;
        }
        step("memory", arguments().put("action", "show"));
        forget = Optional.of(text.strip());
    }

    private void search(List<Token> words) {
        String query = String.join(
                " ", words.stream().filter(Token::isName).map(Token::text).toList());
        List<Hit> hits = knowledge.catalogue().search().find(SearchWords.telling(query), SearchWords.kinds(query), 10);
        if (hits.isEmpty()) {
            things.notUnderstood(words);
            return;
        }
        StringBuilder text = new StringBuilder("In the " + catalogue.source() + " I found:\n");
        for (Hit hit : hits) {
            meaning.found(hit.name());
            text.append("\n- **").append(hit.name()).append("**");
            String description = hit.description().lines().findFirst().orElse("");
            text.append(description.isEmpty() ? "" : ": " + description);
        }
        Hit best = hits.getFirst();
        String verb = best.kind() == Hit.Kind.PACKAGE ? "install " : "enable ";
        boolean isThing = best.kind() == Hit.Kind.PACKAGE || best.name().endsWith(".enable");
        remarks.answers.add(text + (isThing ? "\n\nSay “" + verb + best.name() + "” if you want it." : ""));
    }
}
