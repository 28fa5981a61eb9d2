package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A copy of the tree with a change applied, for programs to look at; nothing outside it is touched. Closing it removes
/// it.
final class ScratchTree implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchTree.class);
    private static final List<String> FOLDERS = List.of("packages", "services", "options", "home");
    private static final int DEPTH = 8;

    private final Path directory;

    private ScratchTree(Path directory) {
        this.directory = directory;
    }

    /// @throws IOException if the copy could not be made; what there was of it is removed
    static ScratchTree of(ConfigTree tree, FileChanges changes) throws IOException {
        Path directory = Files.createTempDirectory("agntos-verify-").toRealPath();
        ScratchTree scratch = new ScratchTree(directory);
        try {
            for (String folder : FOLDERS) {
                scratch.copy(tree.root().resolve(folder), directory.resolve(folder));
            }
            for (TreePath path : changes.deletes()) {
                Files.deleteIfExists(scratch.file(path));
            }
            for (var write : changes.writes().entrySet()) {
                Path file = scratch.file(write.getKey());
                Files.createDirectories(file.resolveSibling("."));
                Files.deleteIfExists(file);
                Files.writeString(file, write.getValue());
            }
            return scratch;
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    private void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.walkFileTree(from, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(found)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                if (Files.isRegularFile(found) && Files.size(found) <= ConfigTree.MAX_FILE_BYTES) {
                    Files.copy(found, to.resolve(from.relativize(found)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path directory() {
        return directory;
    }

    Path file(TreePath path) {
        return directory.resolve(path.value());
    }

    /// A program's text with names in the tree instead of names of the copy.
    String named(String text) {
        return text.replace(directory + "/", "");
    }

    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("The scratch folder {} could not be removed", directory, e);
        }
    }
}
