package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;

/// Contents by their hash: what makes every entry of the audit log undoable and every old diff visible. They are kept
/// for ever, or as the administrator's [Retention] says. The time of a file is when an act last had to do with it.
public final class SnapshotStore {
    private final HelperPaths paths;

    public SnapshotStore(HelperPaths paths) {
        this.paths = paths;
    }

    public void put(byte[] content) throws IOException {
        Sha256 hash = Sha256.of(content);
        try (Folder folder = Folder.make(folder(hash))) {
            boolean isKept = folder.read(hash.hex())
                    .filter(kept -> Arrays.equals(kept, content))
                    .isPresent();
            if (isKept) {
                Files.setLastModifiedTime(paths.snapshot(hash), FileTime.from(Instant.now()));
            } else {
                folder.write(hash.hex(), content);
            }
        }
    }

    /// Removes what no act had to do with during the term, the longest unused first, until the store is as small as it
    /// shall be. To be called while no journal is open.
    ///
    /// @param needed what stays whatever its age
    public void collect(Retention retention, Set<Sha256> needed, Instant now) throws IOException {
        SortedMap<String, Path> unneeded = new TreeMap<>();
        long size = 0;
        try (Stream<Path> files = Files.walk(paths.lib().resolve("snapshots"), 2)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                size += Files.size(file);
                Instant used = Files.getLastModifiedTime(file).toInstant();
                String name = String.valueOf(file.getFileName());
                boolean isOld = used.isBefore(now.minus(retention.term()));
                if (isOld && name.matches("[0-9a-f]{64}") && !needed.contains(new Sha256(name))) {
                    unneeded.put("%015d %s".formatted(used.toEpochMilli(), name), file);
                }
            }
        }
        for (Path file : unneeded.values()) {
            if (size > retention.bytes()) {
                size -= Files.size(file);
                Files.delete(file);
            }
        }
    }

    /// @throws IOException if the content is not there or is not what its name says
    public byte[] get(Sha256 hash) throws IOException {
        try (Folder folder = Folder.open(folder(hash))) {
            byte[] content = folder.read(hash.hex())
                    .orElseThrow(
                            () -> new NoSuchFileException(paths.snapshot(hash).toString()));
            if (!Sha256.of(content).equals(hash)) {
                throw new IOException("the kept copy " + paths.snapshot(hash) + " is damaged");
            }
            return content;
        }
    }

    private Path folder(Sha256 hash) {
        return Objects.requireNonNull(paths.snapshot(hash).getParent());
    }
}
