package org.agntos.core.change.verify;

import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;

/// Knows nothing and finds nothing wrong, for tests of what Nix says.
final class AnyCatalogue implements Catalogue {
    @Override
    public Optional<OptionEntry> option(String path) {
        return Optional.of(new OptionEntry(path, "anything", "", "", List.of()));
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return Optional.of(new PackageEntry(attribute, "", List.of(), "", false));
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        return packageAt(name);
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return List.of();
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return List.of();
    }

    @Override
    public List<OptionEntry> options() {
        return List.of();
    }

    @Override
    public List<PackageEntry> packages() {
        return List.of();
    }

    @Override
    public Search search() {
        return (_, _, _) -> List.of();
    }

    @Override
    public String source() {
        return "nothing";
    }
}
