package org.agntos.core.grounding;

import java.util.List;

/// What else is known of a package.
///
/// @param version empty if it is not known
/// @param isUnfree true if Nix asks for permission before installing it, because of its licence
/// @param isBroken true if nixpkgs says that it does not build
/// @param vulnerabilities why nixpkgs calls it insecure; empty if it does not
public record PackageFacts(String version, boolean isUnfree, boolean isBroken, List<String> vulnerabilities) {
    static final PackageFacts FREE = new PackageFacts("", false, false, List.of());

    /// Of which only the licence is known to need permission.
    static final PackageFacts UNFREE = new PackageFacts("", true, false, List.of());

    public PackageFacts {
        vulnerabilities = List.copyOf(vulnerabilities);
    }

    /// True if Nix asks for permission before installing it, because it has known holes.
    public boolean isInsecure() {
        return !vulnerabilities.isEmpty();
    }
}
