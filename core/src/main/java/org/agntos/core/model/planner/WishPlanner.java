package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;
import org.agntos.core.model.planner.recipe.Recipe;
import org.agntos.core.model.planner.recipe.Recipe.Answer;
import org.agntos.core.model.planner.recipe.Recipe.Assignment;
import org.agntos.core.model.planner.recipe.Recipe.Item;
import org.agntos.core.model.planner.recipe.Recipe.Part;
import org.agntos.core.model.planner.recipe.Recipe.Setting;
import org.agntos.core.model.planner.recipe.Wish;

/// Plans what a recipe takes. For one request and one thread.
final class WishPlanner {
    private final Knowledge knowledge;
    private final ThingPlanner things;
    private final ChangeSketch change;
    private final Remarks remarks;

    WishPlanner(Knowledge knowledge, ThingPlanner things, ChangeSketch change, Remarks remarks) {
        this.knowledge = knowledge;
        this.things = things;
        this.change = change;
        this.remarks = remarks;
    }

    void fulfil(Wish wish) {
        Optional<Answer> answer = wish.recipe().answer();
        if (answer.isPresent()) {
            answer(wish, answer.get());
        } else if (wish.isOff() && !wish.recipe().isFixed()) {
            takeBack(wish);
        } else {
            carryOut(wish);
        }
    }

    private void answer(Wish wish, Answer answer) {
        WishTemplate template = template(wish);
        switch (answer) {
            case Answer.Ask(String question, List<Recipe.Choice> choices) ->
                remarks.questions.add(new Question(
                        question,
                        choices.stream()
                                .filter(choice -> knowledge.canBeChosen(choice.label()))
                                .map(choice -> new Choice(choice.label(), choice.description()))
                                .limit(6)
                                .toList()));
            case Answer.Refuse(String reason, String offer) ->
                remarks.refuse(new Intent.Unsafe(reason, template.text(offer).orElse("")));
            case Answer.Explain(List<String> lines) -> remarks.answers.add(String.join("\n\n", lines));
        }
    }

    private WishTemplate template(Wish wish) {
        Map<String, String> values = new HashMap<>(wish.values());
        values.put("USER", knowledge.user());
        return new WishTemplate(values);
    }

    private void carryOut(Wish wish) {
        WishTemplate template = template(wish);
        Part main = wish.recipe().part();
        Outcome outcome = apply(main, template);
        for (Recipe.Detail detail : wish.details()) {
            outcome = outcome.and(apply(detail.part(), template));
        }
        if (outcome.done().isEmpty()) {
            notHere(wish, outcome);
            return;
        }
        outcome.missing()
                .forEach(path -> remarks.note("I left " + Phrases.code(path) + " out: the "
                        + knowledge.catalogue().source() + " does not have it."));
        tell(main, template);
        wish.details().forEach(detail -> tell(detail.part(), template));
        if (outcome.isByPackage()) {
            return;
        }
        tellOfModule(outcome.done().getFirst());
        change.did(outcome.isSwitch() ? "Enable" : "Set", outcome.isSwitch() ? title(wish, outcome) : outcome.said());
    }

    private void tellOfModule(String path) {
        String name = ThingPlanner.shortName(path);
        boolean isProgram = path.startsWith("programs.")
                && path.endsWith(".enable")
                && knowledge.catalogue().packageAt(name).isPresent();
        if (isProgram) {
            remarks.note(Phrases.code(name) + " has a NixOS module, which sets up more than the bare package, so I use "
                    + Phrases.code(path) + ".");
        }
    }

    private static String title(Wish wish, Outcome outcome) {
        String first = outcome.done().getFirst();
        return first.startsWith("users.") ? wish.words() : ThingPlanner.shortName(first);
    }

    private void notHere(Wish wish, Outcome outcome) {
        String what = outcome.missing().isEmpty()
                ? Phrases.quote(wish.words())
                : Phrases.code(outcome.missing().getFirst());
        remarks.unable("I know what " + Phrases.quote(wish.words()) + " takes, but the "
                + knowledge.catalogue().source() + " has no " + what + ", and I do not guess.");
    }

    private void tell(Part part, WishTemplate template) {
        part.warnings().forEach(text -> template.text(text).ifPresent(remarks::warn));
        part.notes().forEach(text -> template.text(text).ifPresent(remarks::note));
        change.allow(part.unfree());
    }

    /// @param done paths and attributes that are in the change now; @param missing what the machine does not have
    /// @param isSwitch true if something is switched on; @param said what was set, for the summary
    private record Outcome(
            List<String> done, List<String> missing, boolean isSwitch, boolean isByPackage, String said) {
        Outcome {
            done = List.copyOf(done);
            missing = List.copyOf(missing);
        }

        Outcome and(Outcome other) {
            List<String> bothDone = new ArrayList<>(done);
            bothDone.addAll(other.done);
            List<String> bothMissing = new ArrayList<>(missing);
            bothMissing.addAll(other.missing);
            boolean isFirst = !done.isEmpty();
            return new Outcome(
                    bothDone,
                    bothMissing,
                    isFirst ? isSwitch : other.isSwitch,
                    isByPackage && other.isByPackage,
                    isFirst ? said : other.said);
        }
    }

    private Outcome apply(Part part, WishTemplate template) {
        List<String> done = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        boolean isSwitch = false;
        String said = "";
        boolean hasHome = knowledge.grounding().hasHomeManager()
                && part.settings().stream().anyMatch(WishPlanner::isOfHome);
        for (Setting setting : part.settings()) {
            if (isOfHome(setting) != hasHome) {
                continue;
            }
            Optional<Filled> filled = first(setting, template, missing);
            if (filled.isPresent() && set(filled.get())) {
                said = done.isEmpty() ? filled.get().words() : said;
                isSwitch |= done.isEmpty() && filled.get().isSwitch();
                done.add(filled.get().path());
            }
        }
        boolean isByPackage = part.settings().isEmpty();
        part.packages().forEach(item -> install(item, template, done, missing));
        Outcome outcome = new Outcome(done, missing, isSwitch, isByPackage, said);
        for (String other : part.uses()) {
            Optional<Recipe> used = knowledge.wishes().recipe(other);
            if (used.isPresent()) {
                outcome = outcome.and(apply(used.get().part(), template));
                tell(used.get().part(), template);
            }
        }
        return outcome;
    }

    /// Where Home Manager is a module of the machine, the settings of one person go there, and else to the system.
    private static boolean isOfHome(Setting setting) {
        return setting.alternatives().stream().anyMatch(Assignment::isHome);
    }

    private record Filled(String path, JsonNode value, boolean isAddition) {
        boolean isSwitch() {
            return path.endsWith(".enable") && value.asBoolean(false);
        }

        String words() {
            String text = value.isTextual() ? value.asText() : value.toString();
            return path + " to " + (text.length() > 40 ? text.substring(0, 39) + "…" : text);
        }
    }

    /// The first alternative whose slots are filled and which this machine has.
    private Optional<Filled> first(Setting setting, WishTemplate template, List<String> missing) {
        String absent = "";
        for (Assignment one : setting.alternatives()) {
            Optional<String> path = template.path(one.path());
            Optional<JsonNode> value = template.value(one.value());
            if (path.isPresent() && value.isPresent()) {
                if (knowledge.grounding().holds(path.get(), value.get())) {
                    return Optional.of(new Filled(path.get(), value.get(), one.isAddition()));
                }
                absent = absent.isEmpty() ? path.get() : absent;
            }
        }
        if (!absent.isEmpty()) {
            missing.add(absent);
        }
        return Optional.empty();
    }

    private boolean set(Filled filled) {
        boolean wouldOpenAll = filled.path().equals("networking.firewall.enable")
                && !filled.value().asBoolean(true);
        if (wouldOpenAll) {
            Hazards.in("disable the firewall").ifPresent(remarks::refuse);
            return false;
        }
        if (!filled.isAddition()) {
            change.merge(filled.path(), filled.value());
            return true;
        }
        return switch (knowledge.declared().value(filled.path())) {
            case Declared.Present.Nothing() -> {
                change.add(filled.path(), filled.value());
                yield true;
            }
            case Declared.Present.Value(JsonNode present) -> {
                change.addTo(filled.path(), present, filled.value());
                yield true;
            }
            case Declared.Present.Code() -> {
                remarks.unable(Phrases.code(filled.path())
                        + " is set in a file by hand in a way that I cannot add to without losing something, so I "
                        + "left it. Edit that file, or set the whole value.");
                yield false;
            }
        };
    }

    private void install(Item item, WishTemplate template, List<String> done, List<String> missing) {
        String absent = "";
        for (String alternative : item.alternatives()) {
            Optional<String> attribute = template.text(alternative);
            if (attribute.isPresent()) {
                var entry = knowledge.catalogue().packageAt(attribute.get());
                if (entry.isPresent()) {
                    things.installPlain(entry.get());
                    done.add(attribute.get());
                    return;
                }
                absent = absent.isEmpty() ? attribute.get() : absent;
            }
        }
        if (!absent.isEmpty()) {
            missing.add(absent);
        }
    }

    private void takeBack(Wish wish) {
        WishTemplate template = template(wish);
        Recipe recipe = wish.recipe();
        List<String> missing = new ArrayList<>();
        boolean isDone = false;
        for (Setting setting : recipe.off().settings()) {
            Optional<Filled> filled = first(setting, template, missing);
            isDone |= filled.isPresent() && set(filled.get());
            filled.ifPresent(one -> change.did("Disable", ThingPlanner.shortName(one.path())));
        }
        if (recipe.off().settings().isEmpty()) {
            isDone = switchOff(recipe, template, missing);
        }
        isDone |= removePackages(recipe, template);
        isDone |= removeProgram(recipe);
        if (!isDone && !remarks.isRefused()) {
            String what = missing.isEmpty() ? Phrases.quote(wish.words()) : Phrases.code(missing.getFirst());
            remarks.unable("I do not know how to take back " + what + " on this machine. Ask “why is … here” to "
                    + "see what set it.");
        }
    }

    /// Switches off what the recipe switches on first.
    private boolean switchOff(Recipe recipe, WishTemplate template, List<String> missing) {
        for (Setting setting : recipe.part().settings()) {
            Optional<Filled> filled =
                    first(setting, template, missing).filter(one -> one.value().isBoolean());
            if (filled.isPresent()) {
                JsonNode opposite = JsonNodeFactory.instance.booleanNode(
                        !filled.get().value().asBoolean());
                boolean isSet = set(new Filled(filled.get().path(), opposite, false));
                change.did("Disable", ThingPlanner.shortName(filled.get().path()));
                return isSet;
            }
        }
        return false;
    }

    /// What a `programs` module installs may also stand among the packages.
    private boolean removeProgram(Recipe recipe) {
        String module = recipe.part().settings().stream()
                .map(setting -> setting.alternatives().getFirst().path())
                .filter(path -> path.startsWith("programs.") && path.endsWith(".enable"))
                .findFirst()
                .orElse("");
        Optional<PackageEntry> entry =
                module.isEmpty() ? Optional.empty() : knowledge.catalogue().packageAt(ThingPlanner.shortName(module));
        boolean isOnlyModule = knowledge.declared().hasOption(module)
                && entry.stream().noneMatch(one -> knowledge.declared().hasPackage(one.attribute()));
        if (entry.isEmpty() || isOnlyModule) {
            return false;
        }
        change.remove(entry.get().attribute());
        return true;
    }

    private boolean removePackages(Recipe recipe, WishTemplate template) {
        boolean isDone = false;
        for (Item item : recipe.part().packages()) {
            var entry = item.alternatives().stream()
                    .flatMap(alternative -> template.text(alternative).stream())
                    .flatMap(attribute -> knowledge.catalogue().packageAt(attribute).stream())
                    .findFirst();
            entry.ifPresent(things::removePackage);
            isDone |= entry.isPresent();
        }
        return isDone;
    }
}
