package org.agntos.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file that may be anything: too large, no text, a directory, gone.
public final class BoundedRead {
    private BoundedRead() {}

    /// What a file turned out to be.
    public sealed interface Content {
        record Text(String text) implements Content {}

        record Absent() implements Content {}

        /// @param reason for people, such as `it is larger than 1048576 bytes`
        record Unreadable(String reason) implements Content {}
    }

    /// Reads at most `limit` bytes as strict UTF-8; symbolic links are followed.
    public static Content text(Path file, int limit) {
        return read(file, limit);
    }

    /// The same without following a link at the end of the path.
    public static Content textNoFollow(Path file, int limit) {
        return Files.isSymbolicLink(file)
                ? new Content.Unreadable("it is a symbolic link")
                : read(file, limit, LinkOption.NOFOLLOW_LINKS);
    }

    private static Content read(Path file, int limit, OpenOption... options) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new Content.Unreadable("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file, options)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                return new Content.Unreadable("it is larger than " + limit + " bytes");
            }
            return utf8(bytes)
                    .<Content>map(Content.Text::new)
                    .orElseGet(() -> new Content.Unreadable("it is not UTF-8 text"));
        } catch (NoSuchFileException _) {
            return new Content.Absent();
        } catch (IOException e) {
            return new Content.Unreadable("it cannot be read: " + e.getMessage());
        }
    }

    /// Strict decoding; empty if the bytes are not UTF-8.
    public static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
