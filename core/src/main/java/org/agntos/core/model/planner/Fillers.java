package org.agntos.core.model.planner;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.agntos.core.model.planner.recipe.Resources;

/// Words that say little in one kind of request, from the file `fillers.txt`.
final class Fillers {
    private Fillers() {}

    static Set<String> of(String kind) {
        return Resources.lines("fillers.txt").stream()
                .filter(line -> line.startsWith(kind + " "))
                .flatMap(line -> Arrays.stream(line.substring(kind.length() + 1).split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
