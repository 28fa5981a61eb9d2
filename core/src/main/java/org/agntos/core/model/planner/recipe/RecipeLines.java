package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agntos.core.model.planner.recipe.Recipe.Answer;
import org.agntos.core.model.planner.recipe.Recipe.Assignment;
import org.agntos.core.model.planner.recipe.Recipe.Choice;
import org.agntos.core.model.planner.recipe.Recipe.Detail;
import org.agntos.core.model.planner.recipe.Recipe.Item;
import org.agntos.core.model.planner.recipe.Recipe.Part;
import org.agntos.core.model.planner.recipe.Recipe.Setting;

/// Collects the lines of one recipe. For one thread.
final class RecipeLines {
    private final String id;
    private final List<Phrase> phrases = new ArrayList<>();
    private final List<Phrase> weak = new ArrayList<>();
    private final PartLines main = new PartLines();
    private final PartLines off = new PartLines();
    private final List<Detail> details = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private List<Phrase> detail = List.of();
    private PartLines part = main;
    private boolean isFixed;
    private String question = "";
    private String refusal = "";
    private String offer = "";
    private final List<String> explained = new ArrayList<>();

    RecipeLines(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    void add(String word, String text) {
        switch (word) {
            case "say" -> phrases.addAll(Phrase.all(text));
            case "weak" -> weak.addAll(Phrase.all(text));
            case "fixed" -> isFixed = true;
            case "also" -> {
                endDetail();
                detail = Phrase.all(text);
                part = new PartLines();
            }
            case "off" -> off.settings.add(setting(text, false));
            case "set" -> part.settings.add(setting(text, false));
            case "home" -> part.settings.add(setting(text, true));
            case "pkg" -> part.packages.add(new Item(alternatives(text)));
            case "warn" -> part.warnings.add(text);
            case "note" -> part.notes.add(text);
            case "unfree" -> part.unfree.addAll(List.of(text.split("[ ,]+", -1)));
            case "use" -> part.uses.addAll(List.of(text.split("[ ,]+", -1)));
            case "ask" -> question = text;
            case "choice" -> choices.add(choice(text));
            case "refuse" -> refusal = text;
            case "offer" -> offer = text;
            case "explain" -> explained.add(text);
            default -> throw new IllegalArgumentException("'" + word + "' (expected: say, set, pkg or the like)");
        }
    }

    /// Empty for what stands before the first recipe.
    Optional<Recipe> recipe() {
        endDetail();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recipe(id, phrases, weak, main.part(), off.part(), details, isFixed, answer()));
    }

    private Optional<Answer> answer() {
        if (!question.isEmpty()) {
            return Optional.of(new Answer.Ask(question, choices));
        }
        if (!refusal.isEmpty()) {
            return Optional.of(new Answer.Refuse(refusal, offer));
        }
        return explained.isEmpty() ? Optional.empty() : Optional.of(new Answer.Explain(explained));
    }

    private void endDetail() {
        if (!detail.isEmpty()) {
            details.add(new Detail(detail, part.part()));
        }
        detail = List.of();
        part = main;
    }

    private static Choice choice(String text) {
        String[] parts = text.split(": ", 2);
        return new Choice(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static List<String> alternatives(String text) {
        return Arrays.stream(text.split("\\|\\|", -1)).map(String::strip).toList();
    }

    private static Setting setting(String text, boolean isHome) {
        return new Setting(
                alternatives(text).stream().map(one -> assignment(one, isHome)).toList());
    }

    private static Assignment assignment(String text, boolean isHome) {
        int equals = text.indexOf(" = ");
        int plus = text.indexOf(" += ");
        boolean isAddition = plus > 0 && (equals < 0 || plus < equals);
        int at = isAddition ? plus : equals;
        if (at < 0) {
            throw new IllegalArgumentException("'" + text + "' (expected: PATH = VALUE)");
        }
        String value = text.substring(at + (isAddition ? 4 : 3)).strip();
        String path = text.substring(0, at).strip();
        return new Assignment(isHome ? "home-manager.users.$USER." + path : path, value, isAddition, isHome);
    }

    private static final class PartLines {
        private final List<Setting> settings = new ArrayList<>();
        private final List<Item> packages = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> unfree = new ArrayList<>();
        private final List<String> uses = new ArrayList<>();

        Part part() {
            return new Part(settings, packages, warnings, notes, unfree, uses);
        }
    }
}
