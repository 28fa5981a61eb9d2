package org.agntos.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agntos.core.files.FileWatch;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// Writes logs as the helper does, with their head, and reads them.
final class AuditLogFixture implements AutoCloseable {
    final HelperPaths paths;
    private final FileWatch watch = new FileWatch();
    private final List<byte[]> lines = new ArrayList<>();
    private int chained;
    private Sha256 last;

    AuditLogFixture(Path home) throws IOException {
        this(home, Sha256.ZERO);
    }

    /// @param first what the first line links to
    AuditLogFixture(Path home, Sha256 first) throws IOException {
        last = first;
        paths = HelperPaths.practice(Map.of("HOME", home.toString()));
        Files.createDirectories(paths.log());
        Files.createDirectories(paths.lib());
        Files.createDirectories(paths.config().resolve("packages"));
        Files.createDirectories(paths.config().resolve("services"));
    }

    JsonlAuditLog log() {
        return new JsonlAuditLog(paths, new ConfigTree(paths.config()), watch);
    }

    /// A line of AgntOS 1.x.
    AuditLogFixture old(String json) {
        lines.add((json + "\n").getBytes(StandardCharsets.UTF_8));
        last = Sha256.of(bytes());
        return this;
    }

    AuditLogFixture apply(String id, String summary, String path, @Nullable String before, @Nullable String after) {
        return apply(id, summary, path, before, after, "Success");
    }

    AuditLogFixture apply(
            String id, String summary, String path, @Nullable String before, @Nullable String after, String status) {
        ObjectNode entry = Json.object();
        entry.put("schema", 2);
        entry.put("id", id);
        entry.put(
                "timestamp",
                Instant.ofEpochSecond(1_700_000_000L + lines.size()).toString());
        entry.putObject("action").put("type", "Apply").put("proposal_id", "p-1");
        entry.put("actor", "user");
        entry.put("summary", summary);
        ArrayNode files = entry.putArray("files_changed");
        files.add(path);
        (after == null ? entry.putArray("files_deleted") : entry.putArray("files_written")).add(path);
        entry.putArray("changes")
                .addObject()
                .put("path", path)
                .put("before", snapshot(before))
                .put("after", snapshot(after));
        entry.putObject("result").put("status", status);
        entry.put("prompt", "please " + summary);
        entry.putObject("generation").put("before", 1).put("after", 2);
        return seal(entry);
    }

    private AuditLogFixture seal(ObjectNode entry) {
        lines.add(AuditChain.seal(entry, last));
        last = AuditChain.hash(entry);
        chained++;
        return this;
    }

    /// A successful act without files. @param action its JSON
    AuditLogFixture act(String id, String action, @Nullable String rationale, int before, int after)
            throws JsonProcessingException {
        ObjectNode entry = Json.object().put("schema", 2).put("id", id);
        entry.put("timestamp", "2026-11-20T08:00:00Z");
        entry.set("action", Json.parseObject(action));
        entry.put("actor", "user").put("summary", id);
        entry.putObject("result").put("status", "Success");
        entry.put("rationale", rationale);
        entry.putObject("generation").put("before", before).put("after", after);
        return seal(entry);
    }

    private @Nullable String snapshot(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Sha256 hash = Sha256.of(text);
        try {
            Files.createDirectories(paths.snapshot(hash).resolveSibling("."));
            Files.writeString(paths.snapshot(hash), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hash.hex();
    }

    List<byte[]> lines() {
        return new ArrayList<>(lines);
    }

    private byte[] bytes() {
        return joined(lines);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    AuditLogFixture write() throws IOException {
        Files.write(paths.auditLog(), bytes());
        Files.writeString(paths.auditHead(), "{\"entries\":" + chained + ",\"hash\":\"" + last.hex() + "\"}");
        return this;
    }

    /// Replaces the log and leaves the head as it is.
    void tamper(List<byte[]> parts) throws IOException {
        Files.write(paths.auditLog(), joined(parts));
    }

    AuditLogFixture tree(String path, String text) throws IOException {
        Files.writeString(paths.config().resolve(path), text);
        return this;
    }

    @Override
    public void close() {
        watch.close();
    }
}
