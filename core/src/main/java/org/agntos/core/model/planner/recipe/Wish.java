package org.agntos.core.model.planner.recipe;

import java.util.List;
import java.util.Map;

/// A recipe that was found in a request.
///
/// @param isOff true if it is to be taken back
/// @param values what its slots hold
/// @param details what was said beside it
/// @param words the words that say it
public record Wish(
        Recipe recipe, boolean isOff, Map<String, String> values, List<Recipe.Detail> details, String words) {
    public Wish {
        values = Map.copyOf(values);
        details = List.copyOf(details);
    }
}
