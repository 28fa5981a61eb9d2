package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.NixPrograms;
import org.agntos.helper.storage.DurableFile;

/// Puts together how generations are made on one practice machine.
///
/// @param rebuilder with Nix if it is here, else with plain folders
public record PracticeSystem(Rebuilder rebuilder, Generations generations) {
    private static final String NIX_CONFIG = """
            experimental-features = nix-command flakes
            substituters =
            sandbox = false
            build-users-group =
            """;

    /// @param paths whose machine root has no symbolic link in it, which Nix would refuse
    /// @param environment only looked at to find Nix; the programs get an environment of their own
    /// @param transaction the id every program is marked with
    public static PracticeSystem of(HelperPaths paths, Map<String, String> environment, String transaction)
            throws IOException {
        Path root = paths.machineRoot();
        DurableFile.makeFolder(root.resolve("nix/home"));
        ChildProgram programs = new ChildProgram(childEnvironment(root, transaction), root);
        Generations generations = new Generations(paths.profile(), root.resolve("run/current-system"), programs);
        Optional<Path> nix = NixPrograms.find(environment);
        Rebuilder rebuilder = nix.isPresent()
                ? new NixRebuilder(paths, nix.get(), programs)
                : new FolderRebuilder(paths, generations);
        return new PracticeSystem(rebuilder, generations);
    }

    private static Map<String, String> childEnvironment(Path root, String transaction) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", root.resolve("nix/home").toString());
        environment.put("PATH", "/run/current-system/sw/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("NIX_CONFIG", NIX_CONFIG);
        environment.put("NIX_STORE_DIR", root.resolve("nix/store").toString());
        environment.put("NIX_STATE_DIR", root.resolve("nix/var/nix").toString());
        environment.put("NIX_LOG_DIR", root.resolve("nix/var/log/nix").toString());
        environment.put("AGNTOS_PRACTICE_ROOT", root.toString());
        environment.put(ChildProgram.MARK, transaction);
        return environment;
    }
}
