package org.agntos.app.launcher;

import java.util.List;

/// Finds one kind of thing. Called on background threads, one query after the other.
public interface LauncherSource {
    /// At most `limit` things for what was typed, in no order; must be quick enough for each key. For an empty query
    /// what people want without typing, which is mostly nothing.
    ///
    /// @param query without blanks at its ends
    List<LauncherItem> find(String query, int limit);

    /// Reads again what may have changed since the launcher was last open; may block.
    default void refresh() {}
}
