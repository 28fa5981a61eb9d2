package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;

/// Says what of a new system only a reboot brings.
final class BootChanges {
    private BootChanges() {}

    static List<String> lines(SystemDescription before, SystemDescription after) {
        List<String> parts = new ArrayList<>();
        if (!before.kernel().equals(after.kernel())) {
            parts.add("the kernel (" + name(before.kernel()) + " → " + name(after.kernel()) + ")");
        }
        if (!before.initrd().equals(after.initrd())) {
            parts.add("what starts before the system (initrd)");
        }
        if (!before.kernelParams().equals(after.kernelParams())) {
            parts.add("the kernel's parameters");
        }
        return parts.isEmpty() ? List.of() : List.of("Needs a reboot: " + String.join(", ", parts) + ".");
    }

    private static String name(String storePath) {
        String name = storePath.replaceFirst("^.*/[0-9a-z]{32}-", "");
        return name.isEmpty() ? "none" : name;
    }
}
