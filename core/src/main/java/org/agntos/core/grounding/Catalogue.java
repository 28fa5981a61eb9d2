package org.agntos.core.grounding;

import java.util.List;
import java.util.Optional;

/// The options and packages that exist on this machine. Nothing is proposed that is not in it.
public interface Catalogue {
    /// Finds the option a path names; `users.users.ada.shell` finds `users.users.<name>.shell`.
    Optional<OptionEntry> option(String path);

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

    List<OptionEntry> options();

    List<PackageEntry> packages();

    /// What this was made from, such as `starter catalogue, 412 packages, 263 options`.
    String source();
}
