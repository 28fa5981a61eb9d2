package org.agntos.core.model.planner;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.model.planner.recipe.Mention;
import org.agntos.core.model.planner.recipe.Recipe;
import org.agntos.core.model.planner.recipe.RecipeBook;
import org.agntos.core.model.planner.recipe.RecipeFinder;
import org.agntos.core.model.planner.recipe.RequestText;

/// What planning one request needs to look at.
///
/// @param user who asks
/// @param choosable whether a choice leads to something on this machine
record Knowledge(Catalogue catalogue, RecipeBook wishes, Declared declared, String user, Predicate<String> choosable) {
    Grounding grounding() {
        return new Grounding(catalogue);
    }

    /// What the words name by a recipe: its option, and the package where it is one.
    List<String> subjects(String words) {
        RequestText text = RequestText.of(List.of(words.split("\\s+", -1)));
        return RecipeFinder.longest(new RecipeFinder(wishes).mentions(text)).stream()
                .flatMap(mention -> mention instanceof Mention.OfRecipe of ? names(of.recipe()) : Stream.empty())
                .distinct()
                .limit(3)
                .toList();
    }

    private Stream<String> names(Recipe recipe) {
        Stream<String> options = recipe.part().settings().stream()
                .limit(1)
                .flatMap(setting -> setting.alternatives().stream())
                .map(Recipe.Assignment::path)
                .filter(path -> path.indexOf('$') < 0 && catalogue.option(path).isPresent());
        Stream<String> packages = recipe.part().packages().stream()
                .flatMap(item -> item.alternatives().stream())
                .filter(attribute -> attribute.indexOf('$') < 0
                        && catalogue.packageAt(attribute).isPresent())
                .limit(1);
        String program = recipe.part().settings().stream()
                .limit(1)
                .flatMap(setting -> setting.alternatives().stream())
                .map(Recipe.Assignment::path)
                .filter(path -> path.startsWith("programs.") && path.endsWith(".enable"))
                .map(ThingPlanner::shortName)
                .filter(name -> catalogue.packageAt(name).isPresent())
                .findFirst()
                .orElse("");
        Stream<String> own = program.isEmpty() ? Stream.empty() : Stream.of(program);
        return Stream.of(own, options, packages).flatMap(names -> names);
    }

    boolean canBeChosen(String label) {
        return choosable.test(label);
    }
}
