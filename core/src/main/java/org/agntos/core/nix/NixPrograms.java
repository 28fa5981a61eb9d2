package org.agntos.core.nix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where Nix is on a practice machine. The window and the helper look by this one rule, so that neither
/// promises what the other cannot do.
public final class NixPrograms {
    /// Set to `none` it makes a practice machine behave as if Nix were not installed.
    public static final String SWITCH = "AGNTOS_NIX";

    private static final List<String> SYSTEM_FOLDERS =
            List.of("/run/current-system/sw/bin", "/nix/var/nix/profiles/default/bin");

    private NixPrograms() {}

    /// The folder that holds `nix-build`, `nix-env` and `nix-instantiate`; empty if Nix is not there or
    /// switched off.
    public static Optional<Path> find(Map<String, String> environment) {
        if ("none".equals(environment.get(SWITCH))) {
            return Optional.empty();
        }
        List<String> folders = new ArrayList<>(SYSTEM_FOLDERS);
        folders.add(environment.getOrDefault("HOME", "/") + "/.nix-profile/bin");
        folders.add("/usr/bin");
        folders.addAll(List.of(environment.getOrDefault("PATH", "").split(":")));
        for (String folder : folders) {
            Path path = Path.of(folder);
            if (path.isAbsolute() && holdsNix(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static boolean holdsNix(Path folder) {
        return Files.isExecutable(folder.resolve("nix-build"))
                && Files.isExecutable(folder.resolve("nix-env"))
                && Files.isExecutable(folder.resolve("nix-instantiate"));
    }
}
