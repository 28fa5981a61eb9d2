package org.agntos.core.grounding.index;

/// Hears how far building is. Called on the thread that builds.
@FunctionalInterface
public interface IndexProgress {
    /// Tells nobody.
    IndexProgress SILENT = (_, _) -> {};

    /// @param step what is being done, such as `reading options`; @param count how many were read so far
    void at(String step, int count);
}
