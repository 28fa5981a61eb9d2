package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;

/// Which packages that are not free the tree allows.
///
/// @param isForAll true if it allows all of them
/// @param predicates the code that allows single ones
record UnfreePermission(boolean isForAll, List<String> predicates) {
    private static final OptionPath ALL = OptionPath.of("nixpkgs", "config", "allowUnfree");
    private static final OptionPath PREDICATE = OptionPath.of("nixpkgs", "config", "allowUnfreePredicate");

    UnfreePermission {
        predicates = List.copyOf(predicates);
    }

    static UnfreePermission in(Collection<String> texts) {
        boolean isForAll = false;
        List<String> predicates = new ArrayList<>();
        for (String text : texts) {
            if (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                isForAll |= module.definitionsOf(ALL).stream()
                        .anyMatch(definition -> definition.value().equals(new NixValue.Bool(true)));
                module.definitionsOf(PREDICATE)
                        .forEach(definition ->
                                predicates.add(text.substring(definition.valueStart(), definition.valueEnd())));
            }
        }
        return new UnfreePermission(isForAll, predicates);
    }

    /// Whether the package is allowed: by a permission for all, or because its name stands in a predicate.
    boolean covers(String attribute) {
        String name = attribute.substring(attribute.lastIndexOf('.') + 1);
        return isForAll || predicates.stream().anyMatch(code -> code.contains('"' + name + '"'));
    }
}
