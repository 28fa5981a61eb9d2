package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.storage.Folder;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;

/// Keeps generations as plain folders, where Nix is not installed: in each the list of the files it was made of.
final class FolderPractice extends PracticeSystem {
    private final Path folders;

    FolderPractice(HelperPaths paths, ChildProgram programs) {
        super(paths, programs);
        folders = paths.machineRoot().resolve("generations");
    }

    /// A folder that is there may have been left by a killed helper: no link leads to it yet.
    @Override
    public Path build(Cancellation cancellation, Progress progress) throws IOException {
        progress.log("Nix is not installed here: the generation is a plain folder and nothing is built.");
        SortedMap<TreePath, Sha256> files = new TreeMap<>();
        new ManagedTree(paths.config()).readAll().forEach((path, content) -> files.put(path, Sha256.of(content)));
        Path built = folders.resolve(Integer.toString(next()));
        try (Folder folder = Folder.make(built)) {
            folder.write("manifest.json", Json.bytes(Manifests.json(files)));
        }
        return built;
    }

    @Override
    void makeCurrent(Path built, Progress progress) throws IOException {
        Path link = profile.link(next());
        replaceLink(link, Path.of("..", "generations", built.getFileName().toString()));
        replaceLink(profile.path(), link.getFileName());
    }
}
