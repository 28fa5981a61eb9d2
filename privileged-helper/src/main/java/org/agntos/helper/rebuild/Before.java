package org.agntos.helper.rebuild;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What was already wrong with the system before an activation.
///
/// @param failedUnits systemd units in the state `failed`
public record Before(SortedSet<String> failedUnits) {
    /// Nothing known: every failed unit counts as new.
    public static final Before NOTHING = new Before(new TreeSet<>());

    public Before {
        failedUnits = Collections.unmodifiableSortedSet(new TreeSet<>(failedUnits));
    }

    public Before(Set<String> failedUnits) {
        this(new TreeSet<>(failedUnits));
    }
}
