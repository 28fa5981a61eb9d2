package org.agntos.core.change;

import java.util.List;
import org.agntos.helper.protocol.TreePath;

/// Whether the files a proposal replaces are still as they were when it was made.
public sealed interface Freshness {
    record Fresh() implements Freshness {}

    /// @param changed the files that differ now, at least one
    record Stale(List<TreePath> changed) implements Freshness {
        public Stale {
            changed = List.copyOf(changed);
        }
    }
}
