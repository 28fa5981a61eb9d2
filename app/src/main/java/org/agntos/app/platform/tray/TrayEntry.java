package org.agntos.app.platform.tray;

import java.util.Optional;

/// One line of the menu.
public sealed interface TrayEntry {
    /// The number of the line on the bus, from 1, the same for the same thing at all times.
    int id();

    /// Something to do.
    ///
    /// @param label as people read it; an underscore is an underscore
    /// @param checked empty if it is not something that is on or off
    /// @param run on the `ui` thread
    record Act(int id, String label, boolean isEnabled, Optional<Boolean> checked, Runnable run) implements TrayEntry {
        public static Act of(int id, String label, Runnable run) {
            return new Act(id, label, true, Optional.empty(), run);
        }
    }

    record Separator(int id) implements TrayEntry {}
}
