package org.agntos.helper.protocol;

import java.nio.file.Path;
import java.util.Map;

/// Where the managed tree, the record and the helper's own state live on a machine.
///
/// @param config the tree, `/etc/agntos` on a real machine
/// @param log the directory of `audit.jsonl`
/// @param lib the directory of `journal/`, the lock, `snapshots/` and the audit head
/// @param machineRoot for practice the whole practice folder; `/` on a real machine
/// @param profile the generations: links `system-<n>-link`, and `system` → the current one
public record HelperPaths(Path config, Path log, Path lib, Path machineRoot, Path profile) {

    /// The real machine. Nothing can move these.
    public static HelperPaths system() {
        return below(Path.of("/"), "nix/var/nix/profiles/system", Map.of());
    }

    /// The practice machine of whoever has this environment: under `XDG_DATA_HOME` (default
    /// `~/.local/share`), each directory overridable by `AGNTOS_CONFIG_DIR`, `AGNTOS_LOG_DIR` and
    /// `AGNTOS_LIB_DIR`.
    public static HelperPaths practice(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path data = directory(environment, "XDG_DATA_HOME", Path.of(home, ".local", "share"));
        Path root = data.resolve("agntos").resolve("practice");
        return below(root, "profiles/system", environment);
    }

    private static HelperPaths below(Path root, String profile, Map<String, String> environment) {
        Path config = directory(environment, "AGNTOS_CONFIG_DIR", root.resolve("etc/agntos"));
        Path log = directory(environment, "AGNTOS_LOG_DIR", root.resolve("var/log/agntos"));
        Path lib = directory(environment, "AGNTOS_LIB_DIR", root.resolve("var/lib/agntos"));
        return new HelperPaths(config, log, lib, root, root.resolve(profile));
    }

    private static Path directory(Map<String, String> environment, String variable, Path fallback) {
        String value = environment.get(variable);
        Path path = value == null || value.isEmpty() ? fallback : Path.of(value);
        return path.toAbsolutePath().normalize();
    }

    public Path auditLog() {
        return log.resolve("audit.jsonl");
    }

    /// Count and hash of the last audit line, kept apart from the log so that cutting its end is noticed.
    public Path auditHead() {
        return lib.resolve("audit-head.json");
    }

    public Path journal() {
        return lib.resolve("journal");
    }

    public Path lock() {
        return lib.resolve("lock");
    }

    /// Former contents by hash: `snapshots/<first two digits>/<sha256>`.
    public Path snapshot(Sha256 content) {
        return lib.resolve("snapshots").resolve(content.hex().substring(0, 2)).resolve(content.hex());
    }

    /// Which files (path and SHA-256) belonged to a generation: `manifests/<number>.json`, an object path →
    /// sha256.
    public Path manifest(int generation) {
        return lib.resolve("manifests").resolve(generation + ".json");
    }

    /// An empty file for each proposal that was carried out, by its id.
    public Path applied() {
        return lib.resolve("applied");
    }

    /// The practice system's own Nix code and catalogue, laid down by core.
    public Path practiceSystem() {
        return machineRoot.resolve("system");
    }
}
