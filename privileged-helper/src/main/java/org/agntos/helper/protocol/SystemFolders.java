package org.agntos.helper.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which folders belong to the real machine. Who lays a practice machine down and the helper judge by this
/// one rule, so that nothing is written there, whatever an environment variable or a link says.
public final class SystemFolders {
    private static final List<Path> SYSTEM = paths(
            "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/nix", "/opt", "/proc", "/run", "/sbin",
            "/sys", "/usr", "/var");
    private static final List<Path> PERSONAL = paths("/dev/shm", "/run/user", "/var/home", "/var/tmp");

    private SystemFolders() {}

    /// True if the path, with its links resolved, is the root or lies in a folder of the system. It need not
    /// exist.
    public static boolean contain(Path path) throws IOException {
        Path real = real(path.toAbsolutePath());
        boolean isPersonal = PERSONAL.stream().anyMatch(folder -> real.startsWith(folder) && !real.equals(folder));
        boolean isSystem = real.getNameCount() == 0 || SYSTEM.stream().anyMatch(real::startsWith);
        return isSystem && !isPersonal;
    }

    /// The path with the links of the part that exists resolved.
    private static Path real(Path wanted) throws IOException {
        Path existing = wanted;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(wanted)).normalize();
    }

    private static List<Path> paths(String... names) {
        return List.of(names).stream().map(Path::of).toList();
    }
}
