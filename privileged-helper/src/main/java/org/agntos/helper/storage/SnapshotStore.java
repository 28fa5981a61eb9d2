package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;

/// Contents by their hash: what makes every entry of the audit log undoable and every old diff visible.
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
            if (!isKept) {
                folder.write(hash.hex(), content);
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
