package org.agntos.helper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Whether Nix is installed where a practice machine looks for it.
public final class NixHere {
    /// Set to `none` it makes a practice machine behave as if Nix were not installed.
    public static final String SWITCH = "AGNTOS_NIX";

    private NixHere() {}

    static boolean isThere() {
        String folders =
                "/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin:/usr/bin:" + System.getenv("PATH");
        return Stream.of(folders.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "nix-build")));
    }
}
