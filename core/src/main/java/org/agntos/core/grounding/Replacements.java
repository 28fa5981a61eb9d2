package org.agntos.core.grounding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds what became of a name, also by a rename of everything below a name. Immutable.
public final class Replacements {
    private static final String BELOW = ".*";

    private final Map<String, Replacement> byName = new HashMap<>();
    private final Predicate<String> isHere;

    /// The renames that are part of the program.
    public static List<Replacement> known() {
        return StarterTable.read("starter/renames.tsv", 3, columns -> {
            boolean isPath = columns[1].indexOf(' ') < 0;
            return new Replacement(columns[0], columns[1], isPath, columns[2]);
        });
    }

    /// @param isHere whether a name exists in this release
    public Replacements(List<Replacement> all, Predicate<String> isHere) {
        this.isHere = isHere;
        all.forEach(replacement -> byName.putIfAbsent(replacement.name(), replacement));
    }

    /// Empty where the name is still right in this release.
    public Optional<Replacement> of(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> ofFront(name)).filter(this::holds);
    }

    private Optional<Replacement> ofFront(String name) {
        for (int dot = name.length(); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Replacement found = byName.get(name.substring(0, dot) + BELOW);
            if (found != null) {
                String next = found.isPath() ? front(found.next()) + name.substring(dot) : found.next();
                return Optional.of(new Replacement(name, next, found.isPath(), found.since()));
            }
        }
        return Optional.empty();
    }

    private static String front(String pattern) {
        return pattern.substring(0, pattern.length() - BELOW.length());
    }

    /// A rename of a later release is none yet.
    private boolean holds(Replacement replacement) {
        return !isHere.test(replacement.name()) || (replacement.isPath() && isHere.test(replacement.next()));
    }
}
