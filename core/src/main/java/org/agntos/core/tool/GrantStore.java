package org.agntos.core.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.files.StoreLock;

/// The calls that the person allowed for ever, one JSON object a line. Safe for any thread and several programs. What
/// cannot be read allows nothing.
public final class GrantStore {
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Clock clock;

    /// @param file made when the first yes for ever is given
    public GrantStore(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /// @param digest of the call; @param what it is, for people; @param at when it was allowed, RFC 3339
    public record Grant(String digest, String what, String at) {}

    public List<Grant> list() {
        List<Grant> grants = new ArrayList<>();
        if (BoundedRead.textNoFollow(file, MOST_BYTES) instanceof BoundedRead.Content.Text(String text)) {
            text.lines().forEach(line -> {
                try {
                    JsonNode node = MAPPER.readTree(line);
                    grants.add(new Grant(
                            node.path("digest").asText(),
                            node.path("what").asText(),
                            node.path("at").asText()));
                } catch (JsonProcessingException _) {
                    // A line that is none allows nothing.
                }
            });
        }
        return grants;
    }

    boolean holds(String digest) {
        return list().stream().anyMatch(grant -> grant.digest().equals(digest));
    }

    void add(String digest, String what) {
        List<Grant> grants = new ArrayList<>(list());
        grants.add(new Grant(digest, what, clock.instant().toString()));
        write(grants);
    }

    /// Takes a yes back. @param digest or the beginning of one; @return whether there was one
    public boolean forget(String digest) {
        List<Grant> grants = new ArrayList<>(list());
        boolean isFound =
                !digest.isEmpty() && grants.removeIf(grant -> grant.digest().startsWith(digest));
        if (isFound) {
            write(grants);
        }
        return isFound;
    }

    private void write(List<Grant> grants) {
        StringBuilder text = new StringBuilder();
        for (Grant grant : grants) {
            text.append(MAPPER.createObjectNode()
                            .put("digest", grant.digest())
                            .put("what", grant.what())
                            .put("at", grant.at()))
                    .append('\n');
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            StoreLock.holding(file.resolveSibling(file.getFileName() + ".lock"), () -> {
                AtomicFile.write(file, bytes);
                return bytes.length;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The approval could not be kept in " + file + ".", e);
        }
    }
}
