package org.agntos.core.grounding.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A JSON file that is read once, piece by piece, so that its size does not matter; gzip is seen by itself.
final class SourceFile {
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int LONGEST_NAME = 64 << 10;
    private static final int DEEPEST = 200;
    private static final int BUFFER = 1 << 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private SourceFile() {}

    /// What is done with the file. The parser stands before the first token.
    interface Reading {
        void read(JsonParser parser) throws IOException, InterruptedException;
    }

    /// @throws IndexFailed if it is missing, cannot be read, is no JSON or ends in the middle
    static void read(Path file, Reading reading) throws IndexFailed, InterruptedException {
        try (InputStream raw = open(file);
                InputStream repaired = new MissingValues(raw);
                JsonParser parser = JSON.createParser(repaired)) {
            reading.read(parser);
        } catch (IndexFailed e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new IndexFailed(
                    file + " holds something far too large to be a list of options or packages" + place(e) + ".",
                    "Give the file that Nix wrote. The index in use was kept.",
                    e);
        } catch (JsonProcessingException e) {
            throw new IndexFailed(
                    file + " is not valid JSON: " + e.getOriginalMessage() + place(e) + ".",
                    "Make the file anew; it may have been cut off while it was written. The index in use was kept.",
                    e);
        } catch (EOFException | ZipException e) {
            throw new IndexFailed(
                    file + " is damaged: it cannot be unpacked to its end (" + e.getMessage() + ").",
                    "Make the file anew. The index in use was kept.",
                    e);
        } catch (IOException e) {
            throw new IndexFailed(
                    file + " cannot be read (" + reason(e) + ").",
                    "Check the name and the permissions of the file. The index in use was kept.",
                    e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean isGzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return isGzip ? new GZIPInputStream(raw, BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Ends a long reading that nobody waits for any more.
    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("reading was cancelled");
        }
    }
}
