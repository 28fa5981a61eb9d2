package org.agntos.core.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.PackageLists;
import org.agntos.helper.protocol.TreePath;

/// Adds to a change the permission that Nix asks for before it installs what the change names: for that package and no
/// other. For one change and one thread.
final class Grants {
    private final Catalogue catalogue;
    private final SortedMap<TreePath, String> after;

    /// @param after the tree as it would be
    Grants(Catalogue catalogue, SortedMap<TreePath, String> after) {
        this.catalogue = catalogue;
        this.after = after;
    }

    /// The files that carry the permissions, in full; none where nothing needs one or all is allowed already.
    ///
    /// @param written the files of the change
    Map<TreePath, String> missing(Map<TreePath, String> written) {
        SortedMap<TreePath, String> tree = new TreeMap<>(after);
        Map<TreePath, String> grants = new TreeMap<>();
        Permissions present = Permissions.in(tree.values());
        Set<PackageEntry> named = named(written);
        List<String> unfree = named.stream()
                .filter(entry -> entry.isUnfree() && !present.allowsUnfree(entry.attribute()))
                .map(PackageEntry::attribute)
                .toList();
        if (!unfree.isEmpty()) {
            Permissions.allowUnfree(tree, unfree).ifPresent(file -> grants.put(file.getKey(), file.getValue()));
            tree.putAll(grants);
        }
        for (PackageEntry entry : named) {
            boolean needsConsent =
                    entry.facts().isInsecure() && !entry.facts().version().isEmpty() && !present.allowsInsecure(entry);
            if (needsConsent) {
                Permissions.allowInsecure(tree, Permissions.versioned(entry)).ifPresent(file -> {
                    grants.put(file.getKey(), file.getValue());
                    tree.put(file.getKey(), file.getValue());
                });
            }
        }
        return grants;
    }

    /// The packages the change installs, by themselves or with the module that is there for them.
    private Set<PackageEntry> named(Map<TreePath, String> written) {
        Set<PackageEntry> found = new LinkedHashSet<>();
        for (String text : written.values()) {
            if (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                for (ModuleText.Definition definition : module.leaves()) {
                    PackageLists.named(definition.value())
                            .forEach(attribute -> catalogue.packageAt(attribute).ifPresent(found::add));
                    if (definition.value().equals(new NixValue.Bool(true))) {
                        ofModule(definition.path().render()).ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }

    private Optional<PackageEntry> ofModule(String option) {
        return option.endsWith(".enable")
                ? catalogue.packages().stream()
                        .filter(entry -> entry.isUnfree() && entry.module().equals(option))
                        .findFirst()
                : Optional.empty();
    }
}
