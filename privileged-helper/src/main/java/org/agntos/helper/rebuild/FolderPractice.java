package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.storage.DurableFile;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;

/// Keeps generations as plain folders, where Nix is not installed: a copy of the tree and its `manifest.json`.
final class FolderPractice extends PracticeSystem {
    private final Path folders;

    FolderPractice(HelperPaths paths, ChildProgram programs) {
        super(paths, programs);
        folders = paths.machineRoot().resolve("generations");
    }

    @Override
    public Path build(Cancellation cancellation, Progress progress) throws IOException {
        progress.log("Nix is not installed here: the generation is a plain folder and nothing is built.");
        Path built = folders.resolve(".new");
        delete(built);
        DurableFile.makeFolder(built);
        SortedMap<TreePath, Sha256> manifest = new TreeMap<>();
        for (Map.Entry<TreePath, byte[]> file :
                new ManagedTree(paths.config()).readAll().entrySet()) {
            Path copy = built.resolve("tree").resolve(file.getKey().value());
            DurableFile.makeFolderOf(copy);
            DurableFile.create(copy, file.getValue());
            manifest.put(file.getKey(), Sha256.of(file.getValue()));
        }
        DurableFile.create(built.resolve("manifest.json"), Json.bytes(Manifests.json(manifest)));
        return built;
    }

    @Override
    void makeCurrent(Path built, Progress progress) throws IOException {
        int generation = next();
        Path folder = folders.resolve(Integer.toString(generation));
        delete(folder);
        Files.move(built, folder);
        DurableFile.syncFolderOf(folder);
        replaceLink(profile.link(generation), Path.of("..", "generations", Integer.toString(generation)));
        replaceLink(profile.path(), profile.link(generation).getFileName());
    }

    /// Removes what a killed helper left. Links are removed, not followed.
    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                for (Path entry : entries) {
                    delete(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
