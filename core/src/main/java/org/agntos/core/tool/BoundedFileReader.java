package org.agntos.core.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the beginning of a text file. It follows links first and then refuses what holds secrets, so a link is no way
/// around. Devices, pipes and folders are refused. Safe for any thread.
public final class BoundedFileReader {
    /// Most bytes read from a file.
    public static final int LIMIT = 64 * 1024;

    private final Path home;

    public BoundedFileReader(Path home) {
        this.home = home;
    }

    public sealed interface Outcome {
        /// @param path the real path; @param bytes size of the whole file
        record Text(Path path, long bytes, boolean isTruncated, String content) implements Outcome {}

        record Refused(String message, String next) implements Outcome {}

        record NotFound(String message) implements Outcome {}

        record Unreadable(String message) implements Outcome {}
    }

    public Outcome read(String text) {
        Path path;
        try {
            path = expand(text);
        } catch (InvalidPathException e) {
            return new Outcome.NotFound("'" + text + "' is not a path.");
        }
        if (!Files.exists(path)) {
            return new Outcome.NotFound("There is no file " + path + ".");
        }
        try {
            Path real = path.toRealPath();
            Optional<String> secret = SecretPlaces.reason(real, home);
            if (secret.isPresent()) {
                return new Outcome.Refused(
                        real + " " + secret.get() + ", so it is not read here.",
                        "Open it yourself if you need to; nothing of it was read.");
            }
            return Files.isRegularFile(real)
                    ? readText(real)
                    : new Outcome.Unreadable(real + " is not an ordinary file.");
        } catch (IOException e) {
            return new Outcome.Unreadable("The file " + path + " could not be read: " + e.getMessage());
        }
    }

    private Path expand(String text) {
        Path path = text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text);
        return path.toAbsolutePath().normalize();
    }

    private static Outcome readText(Path real) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real)) {
            bytes = in.readNBytes(LIMIT + 1);
        }
        boolean isTruncated = bytes.length > LIMIT;
        int length = Math.min(bytes.length, LIMIT);
        CharBuffer content = CharBuffer.allocate(length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), content, !isTruncated);
        content.flip();
        if (result.isError() || content.toString().indexOf('\0') >= 0) {
            return new Outcome.Unreadable(real + " is not a text file.");
        }
        return new Outcome.Text(real, Math.max(Files.size(real), bytes.length), isTruncated, content.toString());
    }
}
