package org.agntos.core.model.planner;

import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.StarterCatalogue;

/// The programs and services that most people mean by a name, whatever else is called so. Whether this machine has
/// them is for its catalogue to say.
final class Familiar {
    private static final StarterCatalogue STARTER = StarterCatalogue.load();

    private Familiar() {}

    static Optional<PackageEntry> packageAt(String attribute) {
        return STARTER.packageAt(attribute);
    }

    static List<PackageEntry> packages() {
        return STARTER.packages();
    }

    static List<OptionEntry> options() {
        return STARTER.options();
    }

    /// The module to prefer to a package: for a familiar one what the starter table says, else what the catalogue says.
    static String module(PackageEntry entry) {
        return packageAt(entry.attribute()).map(PackageEntry::module).orElse(entry.module());
    }
}
