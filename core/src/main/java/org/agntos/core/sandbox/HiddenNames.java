package org.agntos.core.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks through a chosen folder for what must not be seen in it, and for what must not be changed in it.
final class HiddenNames {
    static final int MOST_ENTRIES = 20_000;

    private HiddenNames() {}

    /// @param files to be hidden; @param folders to be hidden; @param repositories folders that must not be put aside
    /// @param fixed what may be read and not changed, since a program outside would run it
    record Found(List<Path> files, List<Path> folders, List<Path> repositories, List<Path> fixed) {}

    /// Empty if the folder has more than [#MOST_ENTRIES] entries.
    static Optional<Found> in(Path folder, Predicate<Path> isSecret) throws IOException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Walk walk = new Walk(folder, isSecret, found);
        Files.walkFileTree(folder, walk);
        return walk.entries > MOST_ENTRIES ? Optional.empty() : Optional.of(found);
    }

    private static final class Walk extends SimpleFileVisitor<Path> implements FileVisitor<Path> {
        private final Path root;
        private final Predicate<Path> isSecret;
        private final Found found;
        private int entries;

        Walk(Path root, Predicate<Path> isSecret, Found found) {
            this.root = root;
            this.isSecret = isSecret;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isSecret.test(folder)) {
                found.folders().add(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (folder.endsWith(".git")) {
                found.repositories().add(folder);
                found.fixed().add(folder.resolve("hooks"));
                found.fixed().add(folder.resolve("config"));
            }
            return counted();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isSymbolicLink() && isSecret.test(file)) {
                found.files().add(file);
            }
            return counted();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return counted();
        }

        private FileVisitResult counted() {
            entries++;
            return entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
