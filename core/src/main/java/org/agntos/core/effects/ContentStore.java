package org.agntos.core.effects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.agntos.core.files.AtomicFile;
import org.agntos.helper.protocol.Sha256;

/// Former bytes by their hash, for nobody but the person to read.
final class ContentStore {
    private final Path folder;

    ContentStore(Path folder) {
        this.folder = folder;
    }

    Sha256 put(byte[] bytes) throws IOException {
        Sha256 hash = Sha256.of(bytes);
        Path file = file(hash);
        if (!Files.exists(file)) {
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            AtomicFile.write(file, bytes);
        }
        return hash;
    }

    /// Empty if they are not there or are no longer what they were.
    Optional<byte[]> get(Sha256 hash) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file(hash));
            return Sha256.of(bytes).equals(hash) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path file(Sha256 hash) {
        return folder.resolve(hash.hex().substring(0, 2)).resolve(hash.hex());
    }
}
