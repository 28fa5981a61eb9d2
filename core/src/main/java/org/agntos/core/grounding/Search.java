package org.agntos.core.grounding;

import java.util.List;

/// Finds options and packages by whatever people type: a name, its beginning, a path, several words, a name with a
/// slip in it, or what they want to do.
public interface Search {
    /// At most `limit` hits, the best first; none for a query without letters or digits. Quick enough to be called
    /// at each key. Safe for any thread.
    List<Hit> find(String query, Kinds kinds, int limit);

    /// What to look for.
    enum Kinds {
        EVERYTHING,
        /// Options of NixOS and of Home Manager.
        OPTIONS,
        PACKAGES;

        /// Whether things of this kind are looked for.
        public boolean has(Hit.Kind kind) {
            return switch (this) {
                case EVERYTHING -> true;
                case OPTIONS -> kind != Hit.Kind.PACKAGE;
                case PACKAGES -> kind == Hit.Kind.PACKAGE;
            };
        }
    }
}
