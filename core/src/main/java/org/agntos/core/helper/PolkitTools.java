package org.agntos.core.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.core.change.Obstacle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// polkit's programs on this system. Looked for in the system's own folders and never in the person's PATH,
/// where anything may call itself pkexec.
///
/// @param agent asks for a password on a terminal; empty if it is not installed
record PolkitTools(Path pkexec, Path check, Path action, Optional<Path> agent) {
    private static final Logger LOG = LoggerFactory.getLogger(PolkitTools.class);
    private static final int SETUID = 04000;
    /// Where a system has its programs; setuid ones of NixOS first.
    static final List<Path> FOLDERS = List.of(
            Path.of("/run/wrappers/bin"), Path.of("/run/current-system/sw/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    sealed interface Found {
        record All(PolkitTools tools) implements Found {}

        record Lacking(Obstacle obstacle) implements Found {}
    }

    /// @param folders in which to look, in this order; the first is that of NixOS's setuid wrappers
    static Found find(List<Path> folders) {
        Optional<Path> pkexec = program(folders, "pkexec");
        Optional<Path> check = program(folders, "pkcheck");
        Optional<Path> action = program(folders, "pkaction");
        if (pkexec.isEmpty() || check.isEmpty() || action.isEmpty()) {
            String missing = pkexec.isEmpty() ? "pkexec" : check.isEmpty() ? "pkcheck" : "pkaction";
            return new Found.Lacking(new Obstacle.PolkitMissing(missing));
        }
        if (!isSetuidRoot(pkexec.get())) {
            return new Found.Lacking(new Obstacle.PkexecNotSetuid(pkexec.get()));
        }
        return new Found.All(new PolkitTools(pkexec.get(), check.get(), action.get(), program(folders, "pkttyagent")));
    }

    private static Optional<Path> program(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isSetuidRoot(Path program) {
        try {
            boolean isRoots = Integer.valueOf(0).equals(Files.getAttribute(program, "unix:uid"));
            return isRoots && ((Integer) Files.getAttribute(program, "unix:mode") & SETUID) != 0;
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at", program, e);
            return false;
        }
    }
}
