package org.agntos.helper.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.agntos.helper.protocol.HelperPaths;

/// How long former contents are kept that nothing needs, as `docs/formats/retention.md` describes.
///
/// @param term within which everything stays, so that every act of this time can be undone
/// @param bytes as long as the store is not larger, nothing is removed
public record Retention(Duration term, long bytes) {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 36_500;

    /// What the administrator wrote; empty if there is no file, and then everything is kept.
    ///
    /// @throws IOException also if the file is not as documented
    public static Optional<Retention> read(HelperPaths paths) throws IOException {
        Path file = paths.config().resolve("retention.toml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode table = new TomlMapper().readTree(Files.readString(file, StandardCharsets.UTF_8));
            table.fieldNames().forEachRemaining(Retention::requireKnown);
            long days = number(table, "snapshots_days", DEFAULT_DAYS, MAX_DAYS);
            return Optional.of(
                    new Retention(Duration.ofDays(days), number(table, "snapshots_bytes", 0, Long.MAX_VALUE)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(file + " is not as it must be: " + e.getMessage(), e);
        }
    }

    private static void requireKnown(String key) {
        if (!key.equals("snapshots_days") && !key.equals("snapshots_bytes")) {
            throw new IllegalArgumentException("unknown key " + key);
        }
    }

    private static long number(JsonNode table, String key, long otherwise, long most) {
        JsonNode value = table.path(key);
        if (!value.isMissingNode() && (!value.canConvertToLong() || !value.isIntegralNumber())) {
            throw new IllegalArgumentException(key + " is not a whole number");
        }
        long number = value.asLong(otherwise);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(key + ": " + number + " (expected: 0 to " + most + ")");
        }
        return number;
    }
}
