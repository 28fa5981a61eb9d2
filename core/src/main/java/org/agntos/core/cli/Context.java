package org.agntos.core.cli;

import org.agntos.core.CoreComposition;
import org.agntos.core.machine.MachineKind;

/// What a command works with.
record Context(CoreComposition core, Output output, Person person) {

    /// How every answer names the machine, such as `practice`.
    String machineWord() {
        return core.machine().kind() == MachineKind.PRACTICE
                ? "practice machine"
                : core.machine().kind().word();
    }
}
