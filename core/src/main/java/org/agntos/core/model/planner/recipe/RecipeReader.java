package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a file of recipes. Each begins with `[id]`; a line begins with a word that says what it is:
///
/// - `say PHRASE`, `weak PHRASE`: how the wish is said; `fixed`: the phrase says itself whether it is wanted
/// - `set PATH = VALUE || PATH = VALUE`, `set PATH += LIST`, `home PATH = VALUE`: options
/// - `pkg ATTRIBUTE || ATTRIBUTE`, `unfree NAME`, `use RECIPE`, `warn TEXT`, `note TEXT`
/// - `off PATH = VALUE`: what takes it back; `also PHRASE`: a detail, to which the lines after it belong
/// - `ask QUESTION`, `choice LABEL: WHY`, `refuse REASON`, `offer TEXT`: what is said instead of a change
final class RecipeReader {
    private final List<Recipe> recipes = new ArrayList<>();
    private final String file;
    private RecipeLines current = new RecipeLines("");

    private RecipeReader(String file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException if a line cannot be read
    static List<Recipe> read(String file) {
        RecipeReader reader = new RecipeReader(file);
        Resources.lines(file).forEach(reader::line);
        reader.end();
        return reader.recipes;
    }

    private void line(String line) {
        String text = line.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
            end();
            current = new RecipeLines(text.substring(1, text.length() - 1));
            return;
        }
        String[] parts = text.split(" ", 2);
        try {
            current.add(parts[0], parts.length > 1 ? parts[1].strip() : "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", recipe " + current.id() + ": " + e.getMessage(), e);
        }
    }

    private void end() {
        Optional<Recipe> recipe = current.recipe();
        recipe.ifPresent(recipes::add);
    }
}
