package org.agntos.core.model.planner;

import java.util.List;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;

/// What a name was found to mean in the catalogue.
sealed interface Found {
    /// @param readAs the name taken for a misspelt one, empty if it was spelt right
    record APackage(PackageEntry entry, String readAs) implements Found {}

    /// @param option its `enable` option; @param readAs as above
    record AModule(OptionEntry option, String readAs) implements Found {}

    /// Several could be meant. @param names what to type for each; @param isSpelling true if they are near misses of
    /// what was typed, false if they fit its description
    record Several(List<String> names, boolean isSpelling) implements Found {
        public Several {
            names = List.copyOf(names);
        }
    }

    record Nothing() implements Found {}
}
