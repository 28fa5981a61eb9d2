package org.agntos.core.grounding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The options and packages that exist on this machine. Nothing is proposed that is not in it.
public interface Catalogue {
    /// Finds the option a path names; `users.users.ada.shell` finds `users.users.<name>.shell`.
    Optional<OptionEntry> option(String path);

    /// Finds an option of Home Manager, as [#option] does; empty where none are known.
    default Optional<OptionEntry> homeOption(String path) {
        return Optional.empty();
    }

    /// True if there are options below this path, as for `services.openssh`.
    default boolean hasOptionsBelow(String path) {
        return options().stream().anyMatch(option -> option.path().startsWith(path + "."));
    }

    /// What became of an option, or with `pkgs.` before it of a package, that was renamed or removed. Also found for
    /// names below one that was renamed as a whole.
    default Optional<Replacement> replacement(String name) {
        return Optional.empty();
    }

    /// Finds a package by its exact attribute.
    Optional<PackageEntry> packageAt(String attribute);

    /// Finds the package people mean by a name: attribute, keyword, or a spelling that differs in case, `-` or `_`.
    Optional<PackageEntry> packageCalled(String name);

    /// The `enable` option people mean by a name, such as `services.openssh.enable` for `ssh`.
    Optional<OptionEntry> moduleCalled(String name);

    /// At most `limit` existing attributes with a similar spelling, nearest first.
    List<String> nearestPackages(String name, int limit);

    /// At most `limit` existing option paths with a similar spelling, nearest first.
    List<String> nearestOptions(String path, int limit);

    /// The options people set most, with other words for them: some hundred, never all there are.
    List<OptionEntry> options();

    /// The packages people use most, with other words for them: some thousand, never all there are.
    List<PackageEntry> packages();

    /// True if this is a whole index, of which nobody wants to write down everything twice.
    default boolean isLarge() {
        return false;
    }

    /// The type of every option there is, by its path. Slow where there are many; for those who write them all down.
    default Map<String, String> optionTypes() {
        Map<String, String> types = new TreeMap<>();
        options().forEach(option -> types.put(option.path(), option.type()));
        return types;
    }

    /// The description of every package there is, by its attribute; empty where there is none. Slow as well.
    default Map<String, String> packageDescriptions() {
        Map<String, String> descriptions = new TreeMap<>();
        packages().forEach(entry -> descriptions.put(entry.attribute(), entry.description()));
        return descriptions;
    }

    /// Finds options and packages by words.
    Search search();

    /// What this was made from, such as `starter catalogue, 412 packages, 263 options`.
    String source();
}
