package org.agntos.core.grounding;

import java.util.List;
import java.util.Optional;

/// Names of one's own inside an option that is a set, such as `environment.variables.EDITOR`.
public final class InsideOptions {
    private InsideOptions() {}

    /// The entry for a name inside an option; empty if the option takes no names of one's own.
    ///
    /// @param isOpaque true if no options are known below the set
    /// @param depth how many segments the name has below the set
    /// @param path the whole name, which the entry gets
    public static Optional<OptionEntry> entry(OptionEntry set, boolean isOpaque, int depth, String path) {
        if (!isOpaque && set.type().contains("submodule")) {
            return Optional.empty();
        }
        Optional<String> type = Optional.of(set.type());
        for (int i = 0; i < depth; i++) {
            type = type.flatMap(OptionTypeParser::elementOf);
        }
        return type.map(inner -> new OptionEntry(path, inner, "", set.description(), List.of()));
    }
}
