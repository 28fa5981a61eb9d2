package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// All recipes of the program.
public final class RecipeBook {
    private static final List<String> FILES = List.of(
            "recipes/network.txt",
            "recipes/services.txt",
            "recipes/hosting.txt",
            "recipes/desktop.txt",
            "recipes/hardware.txt",
            "recipes/system.txt",
            "recipes/locale.txt",
            "recipes/people.txt",
            "recipes/shell.txt",
            "recipes/development.txt",
            "recipes/programs.txt",
            "recipes/schedule.txt",
            "recipes/choices.txt",
            "recipes/refusals.txt");

    private final Map<String, Recipe> byId = new LinkedHashMap<>();
    private final Map<String, List<Entry>> byAnchor = new HashMap<>();
    private int count;
    private final List<Entry> unanchored = new ArrayList<>();

    /// A phrase and what it belongs to.
    record Entry(int number, Recipe recipe, Phrase phrase, boolean isWeak) {}

    private RecipeBook(List<Recipe> recipes) {
        for (Recipe recipe : recipes) {
            if (byId.put(recipe.id(), recipe) != null) {
                throw new IllegalArgumentException("two recipes are called " + recipe.id());
            }
            recipe.phrases().forEach(phrase -> index(new Entry(count++, recipe, phrase, false)));
            recipe.weak().forEach(phrase -> index(new Entry(count++, recipe, phrase, true)));
        }
    }

    private void index(Entry entry) {
        if (entry.phrase().anchors().isEmpty()) {
            unanchored.add(entry);
        }
        entry.phrase()
                .anchors()
                .forEach(anchor ->
                        byAnchor.computeIfAbsent(anchor, _ -> new ArrayList<>()).add(entry));
    }

    /// @throws IllegalArgumentException if a recipe cannot be read
    public static RecipeBook ofWishes() {
        List<Recipe> recipes = new ArrayList<>();
        FILES.forEach(file -> recipes.addAll(RecipeReader.read(file)));
        recipes.addAll(ProgramNames.read());
        return new RecipeBook(recipes);
    }

    /// What can be wrong.
    ///
    /// @throws IllegalArgumentException if a recipe cannot be read
    public static RecipeBook ofTroubles() {
        return new RecipeBook(RecipeReader.read("recipes/diagnoses.txt"));
    }

    public Optional<Recipe> recipe(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<Recipe> recipes() {
        return List.copyOf(byId.values());
    }

    /// What may be said with these words, in the order of the files.
    Collection<Entry> near(Set<String> words) {
        SortedMap<Integer, Entry> entries = new TreeMap<>();
        unanchored.forEach(entry -> entries.put(entry.number(), entry));
        for (String word : words) {
            byAnchor.getOrDefault(word, List.of()).forEach(entry -> entries.put(entry.number(), entry));
        }
        return entries.values();
    }

    /// The words by which recipes are found, for telling a slip from a word.
    public Set<String> vocabulary() {
        return Set.copyOf(byAnchor.keySet());
    }
}
