package org.agntos.core.grounding;

import java.util.List;

/// One package.
///
/// @param attribute below `pkgs`, such as `htop` or `python3Packages.requests`
/// @param keywords other names people use for it
/// @param module the `enable` option to prefer to the bare package, empty if there is none
/// @param isUnfree true if Nix asks for permission before installing it
public record PackageEntry(
        String attribute, String description, List<String> keywords, String module, boolean isUnfree) {
    public PackageEntry {
        keywords = List.copyOf(keywords);
    }
}
