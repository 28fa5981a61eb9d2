package org.agntos.core.effects;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.helper.protocol.Sha256;

/// The ordinary files of a folder at one moment.
final class FolderState {
    static final int MOST_FILES = 2_000;
    static final long MOST_BYTES = 64L << 20;

    private final Map<Path, Entry> entries = new TreeMap<>();
    private long bytes;

    private FolderState() {}

    private record Entry(Sha256 content, String mode) {}

    /// What is done with each file's bytes.
    @FunctionalInterface
    interface Keeper {
        Sha256 hash(byte[] bytes) throws IOException;
    }

    /// Empty if the folder holds more than [#MOST_FILES] files or [#MOST_BYTES] bytes, or cannot be read whole.
    static Optional<FolderState> take(Path folder, Keeper keeper) throws IOException {
        FolderState state = new FolderState();
        boolean[] isWhole = {true};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                state.bytes += attributes.isRegularFile() ? attributes.size() : 0;
                if (state.entries.size() >= MOST_FILES || state.bytes > MOST_BYTES) {
                    isWhole[0] = false;
                    return FileVisitResult.TERMINATE;
                }
                if (attributes.isRegularFile()) {
                    state.entries.put(file, new Entry(keeper.hash(Files.readAllBytes(file)), mode(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                isWhole[0] = false;
                return FileVisitResult.TERMINATE;
            }
        });
        return isWhole[0] ? Optional.of(state) : Optional.empty();
    }

    static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    /// What is different in `after`.
    List<Effect.Touched> changesTo(FolderState after) {
        List<Effect.Touched> touched = new ArrayList<>();
        TreeSet<Path> paths = new TreeSet<>(entries.keySet());
        paths.addAll(after.entries.keySet());
        for (Path path : paths) {
            Optional<Entry> was = Optional.ofNullable(entries.get(path));
            Optional<Entry> is = Optional.ofNullable(after.entries.get(path));
            if (!was.map(Entry::content).equals(is.map(Entry::content))) {
                touched.add(new Effect.Touched(
                        path,
                        was.map(Entry::content),
                        is.map(Entry::content),
                        was.map(Entry::mode).orElse("")));
            }
        }
        return touched;
    }
}
