package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;

/// Contents by their hash, kept for ever: what makes every entry of the audit log undoable and every old diff visible.
public final class SnapshotStore {
    private final HelperPaths paths;

    public SnapshotStore(HelperPaths paths) {
        this.paths = paths;
    }

    public Sha256 put(byte[] content) throws IOException {
        Sha256 hash = Sha256.of(content);
        Path file = paths.snapshot(hash);
        if (!holds(file, content)) {
            DurableFile.makeFolderOf(file);
            DurableFile.write(file, content, paths.journal());
        }
        return hash;
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        try {
            return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// @throws IOException if the content is not there or is not what its name says
    public byte[] get(Sha256 hash) throws IOException {
        byte[] content = Files.readAllBytes(paths.snapshot(hash));
        if (!Sha256.of(content).equals(hash)) {
            throw new IOException("the kept copy " + paths.snapshot(hash) + " is damaged");
        }
        return content;
    }

    /// The content as text.
    ///
    /// @throws CharacterCodingException if it is not UTF-8, so that no text stands for its bytes
    public String text(Sha256 hash) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(get(hash)))
                .toString();
    }
}
