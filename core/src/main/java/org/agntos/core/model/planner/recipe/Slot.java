package org.agntos.core.model.planner.recipe;

import java.util.Map;
import java.util.Optional;

/// A kind of thing that a phrase leaves open, such as a port, a path or a keyboard layout.
interface Slot {
    /// What it fits, the blank after it included; without groups that capture.
    String regex();

    /// The variables that a found text gives, such as `time` and `time.calendar`; empty if it is not of this kind.
    Optional<Map<String, String>> read(String name, String found);

    /// @throws IllegalArgumentException if there is no such kind
    static Slot called(String kind) {
        return PlainSlot.called(kind).<Slot>map(slot -> slot).orElseGet(() -> ValueTable.called(kind));
    }
}
