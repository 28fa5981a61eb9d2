package org.agntos.core.model.planner.recipe;

import java.util.List;
import java.util.Optional;
import org.agntos.core.model.planner.recipe.Recipe.Item;
import org.agntos.core.model.planner.recipe.Recipe.Part;

/// What people call programs where nixpkgs calls them otherwise: lines of attributes (the first that exists is taken,
/// `+` joins what belongs together), a tab, and phrases; a third column names what Nix wants permission for.
final class ProgramNames {
    private ProgramNames() {}

    static List<Recipe> read() {
        return Resources.lines("programs.tsv").stream()
                .map(ProgramNames::recipe)
                .toList();
    }

    private static Recipe recipe(String line) {
        String[] columns = line.split("\t", -1);
        List<Item> items = List.of(columns[0].split("\\+", -1)).stream()
                .map(item -> new Item(List.of(item.split("\\|", -1))))
                .toList();
        List<String> unfree = columns.length > 2 ? List.of(columns[2].split(",", -1)) : List.of();
        Part part = new Part(List.of(), items, List.of(), List.of(), unfree, List.of());
        return new Recipe(
                "program " + columns[0] + " " + columns[1],
                Phrase.all(columns[1]),
                List.of(),
                part,
                Part.NOTHING,
                List.of(),
                false,
                Optional.empty());
    }
}
