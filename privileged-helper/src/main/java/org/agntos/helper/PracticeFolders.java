package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.SystemFolders;
import org.agntos.helper.storage.Folder;
import org.agntos.helper.transaction.Failure;

/// Keeps practice away from the real machine: its folders belong to whoever runs it and lie in no system folder.
final class PracticeFolders {
    private PracticeFolders() {}

    /// The same folders by their real paths, which is how Nix wants them and how they can be judged. Makes those that
    /// are not there.
    static HelperPaths resolve(HelperPaths paths, int uid) throws Failure, IOException {
        Path root = folder(paths.machineRoot(), uid);
        return new HelperPaths(
                folder(paths.config(), uid),
                folder(paths.log(), uid),
                folder(paths.lib(), uid),
                root,
                root.resolve("profiles/system"));
    }

    private static Path folder(Path wanted, int uid) throws Failure, IOException {
        requireAllowed(wanted);
        if (!Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(wanted, "is not a folder");
            }
            Folder.make(wanted).close();
        }
        Path real = wanted.toRealPath();
        requireAllowed(real);
        if (!Integer.valueOf(uid).equals(Files.getAttribute(real, "unix:uid"))) {
            throw refused(wanted, "belongs to somebody else");
        }
        return real;
    }

    private static void requireAllowed(Path wanted) throws Failure, IOException {
        if (SystemFolders.contain(wanted)) {
            throw refused(wanted, "is part of the real system");
        }
    }

    private static Failure refused(Path folder, String why) {
        return Failure.refused(
                "A practice machine cannot use " + folder + ": it " + why + ".",
                "Choose folders of your own by AGNTOS_CONFIG_DIR, AGNTOS_LOG_DIR, AGNTOS_LIB_DIR and XDG_DATA_HOME.");
    }
}
