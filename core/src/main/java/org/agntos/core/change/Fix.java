package org.agntos.core.change;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.helper.protocol.TreePath;

/// One way to put a finding right.
///
/// @param label what to do, as a sentence
/// @param files the whole text that files of the change would have with it
/// @param dropped files that the change would leave as they are
public record Fix(String label, Map<TreePath, String> files, Set<TreePath> dropped) {
    public Fix {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
    }

    public Fix(String label, Map<TreePath, String> files) {
        this(label, files, Set.of());
    }

    /// What no text can do for the person.
    public static Fix advice(String label) {
        return new Fix(label, Map.of());
    }

    /// Whether it can be put into the change with [Proposals#edit].
    public boolean isChange() {
        return !files.isEmpty() || !dropped.isEmpty();
    }
}
