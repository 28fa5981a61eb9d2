package org.agntos.core.grounding;

import java.util.List;

/// One package.
///
/// @param attribute below `pkgs`, such as `htop` or `python3Packages.requests`
/// @param keywords other names people use for it
/// @param module the `enable` option to prefer to the bare package, empty if there is none
/// @param facts what else is known of it
public record PackageEntry(
        String attribute, String description, List<String> keywords, String module, PackageFacts facts) {
    public PackageEntry {
        keywords = List.copyOf(keywords);
    }

    /// A package of which nothing else is known than whether Nix asks for permission because of its licence.
    public PackageEntry(String attribute, String description, List<String> keywords, String module, boolean isUnfree) {
        this(attribute, description, keywords, module, isUnfree ? PackageFacts.UNFREE : PackageFacts.FREE);
    }

    /// True if Nix asks for permission before installing it, because of its licence.
    public boolean isUnfree() {
        return facts.isUnfree();
    }
}
