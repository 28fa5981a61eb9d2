package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.SystemFolders;
import org.agntos.helper.storage.Folder;

/// Keeps practice away from the real machine: its folders belong to whoever runs it and lie in no system
/// folder.
final class PracticeFolders {
    private PracticeFolders() {}

    /// The same folders by their real paths, which is how Nix wants them and how they can be judged. Makes
    /// those that are not there.
    static HelperPaths resolve(HelperPaths paths, int uid) throws IOException {
        Path root = folder(paths.machineRoot(), uid);
        Path config = folder(paths.config(), uid);
        Path log = folder(paths.log(), uid);
        return new HelperPaths(config, log, folder(paths.lib(), uid), root, root.resolve("profiles/system"));
    }

    private static Path folder(Path wanted, int uid) throws IOException {
        require(!SystemFolders.contain(wanted), wanted, "is part of the real system");
        boolean isFolder = Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS);
        require(isFolder || !Files.exists(wanted, LinkOption.NOFOLLOW_LINKS), wanted, "is not a folder");
        Folder.make(wanted).close();
        Path real = wanted.toRealPath();
        require(!SystemFolders.contain(real), wanted, "is part of the real system");
        require(Integer.valueOf(uid).equals(Files.getAttribute(real, "unix:uid")), wanted, "belongs to somebody else");
        return real;
    }

    private static void require(boolean claim, Path folder, String otherwise) throws Failure {
        if (!claim) {
            throw Failure.refused(
                    "A practice machine cannot use " + folder + ": it " + otherwise + ".",
                    "Choose folders of your own by AGNTOS_CONFIG_DIR, AGNTOS_LOG_DIR, AGNTOS_LIB_DIR and"
                            + " XDG_DATA_HOME.");
        }
    }
}
