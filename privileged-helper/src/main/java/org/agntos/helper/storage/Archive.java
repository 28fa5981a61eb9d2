package org.agntos.helper.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Former contents by their hash, which make every entry of the audit log undoable and every old diff
/// visible, and the manifests, which say which of them belonged to which generation. Contents are kept for
/// ever, or as the administrator says in `retention.toml` (docs/formats/retention.md). The time of one is
/// when an act last had to do with it.
public final class Archive {
    private static final Set<String> KEYS = Set.of("snapshots_days", "snapshots_bytes");
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 36_500;

    private static final String MALFORMED = "malformed.json";
    private static final int MAX_MALFORMED = 100;

    private final HelperPaths paths;

    public Archive(HelperPaths paths) {
        this.paths = paths;
    }

    public void put(byte[] content) throws IOException {
        Sha256 hash = Sha256.of(content);
        try (Folder folder = Folder.make(folder(paths.snapshot(hash)))) {
            Optional<byte[]> kept = folder.read(hash.hex());
            if (kept.isPresent() && Arrays.equals(kept.get(), content)) {
                Files.setLastModifiedTime(paths.snapshot(hash), FileTime.from(Instant.now()));
            } else {
                folder.write(hash.hex(), content);
            }
        }
    }

    /// @throws IOException if the content is not there or is not what its name says
    public byte[] get(Sha256 hash) throws IOException {
        try (Folder folder = Folder.open(folder(paths.snapshot(hash)))) {
            Optional<byte[]> content = folder.read(hash.hex());
            if (content.isEmpty() || !Sha256.of(content.get()).equals(hash)) {
                throw new IOException("the kept copy " + paths.snapshot(hash) + " is gone or damaged");
            }
            return content.get();
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /// Writes down the files of a generation, to be kept by [#commit], also after a power cut.
    public void stage(int generation, SortedMap<TreePath, Sha256> files) throws IOException {
        ObjectNode object = Json.object();
        files.forEach((path, hash) -> object.put(path.value(), hash.hex()));
        try (Folder manifests = Folder.make(folder(paths.manifest(generation)))) {
            manifests.stage(generation + ".json", Json.bytes(object));
            manifests.sync();
        }
    }

    public void commit(int generation) throws IOException {
        try (Folder manifests = Folder.open(folder(paths.manifest(generation)))) {
            manifests.commit(generation + ".json");
        }
    }

    /// The files of a generation, empty if none were noted.
    ///
    /// @throws IOException also if the manifest is damaged
    public Optional<SortedMap<TreePath, Sha256>> manifest(int generation) throws IOException {
        try (Folder manifests = Folder.open(folder(paths.manifest(generation)))) {
            Optional<byte[]> found = manifests.read(generation + ".json");
            return found.isEmpty() ? Optional.empty() : Optional.of(parse(found.get()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
            throw new IOException(paths.manifest(generation) + " is damaged", e);
        }
    }

    /// True if a proposal has been carried out, whatever became of it since: its approval is used up. Each
    /// has an empty file of its name, so that it is known without the log being read.
    public boolean isApplied(String proposalId) throws IOException {
        try (Folder applied = Folder.open(paths.applied())) {
            return applied.attributes(proposalId).isPresent();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    public void markApplied(String proposalId) throws IOException {
        try (Folder applied = Folder.make(paths.applied())) {
            applied.create(proposalId, new byte[0]);
            applied.sync();
        }
    }

    /// Counts a request that was not understood. False if there were so many today that no more are recorded.
    public boolean admitsMalformed(Instant now) throws IOException {
        String day = now.truncatedTo(ChronoUnit.DAYS).toString();
        try (Folder lib = Folder.make(paths.lib())) {
            ObjectNode known = Json.parseObject(lib.read(MALFORMED).orElse(new byte[] {'{', '}'}));
            int count =
                    known.path("day").asText().equals(day) ? known.path("count").asInt() : 0;
            if (count < MAX_MALFORMED) {
                lib.write(MALFORMED, Json.bytes(Json.object("day", day, "count", count + 1)));
            }
            return count < MAX_MALFORMED;
        }
    }

    private static SortedMap<TreePath, Sha256> parse(byte[] manifest) throws IOException {
        SortedMap<TreePath, Sha256> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : Json.parseObject(manifest).properties()) {
            files.put(new TreePath(field.getKey()), new Sha256(field.getValue().asText()));
        }
        return files;
    }

    /// Removes contents that no act had to do with during the administrator's term, the longest unused first,
    /// until the store is as small as it shall be. What a generation that exists needs stays whatever its
    /// age. To be called while no journal is open.
    ///
    /// @throws IOException also if `retention.toml` is not as documented or a manifest is damaged; nothing is
    ///     removed then
    public void collect(IntPredicate exists, Instant now) throws IOException {
        Path file = paths.config().resolve("retention.toml");
        if (!Files.isRegularFile(file)) {
            return;
        }
        ObjectNode table;
        try {
            table = Json.parseToml(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no TOML: " + e.getOriginalMessage(), e);
        }
        for (String key : Json.unknown(table, KEYS)) {
            throw new IOException(file + " is not as it must be: unknown key " + key);
        }
        Instant start = now.minus(Duration.ofDays(number(table, "snapshots_days", DEFAULT_DAYS, MAX_DAYS)));
        long bytes = number(table, "snapshots_bytes", 0, Long.MAX_VALUE);
        Set<Sha256> needed = needed(exists);
        SortedMap<String, Path> unneeded = new TreeMap<>();
        long size = 0;
        for (Path content : contents()) {
            size += Files.size(content);
            Instant used = Files.getLastModifiedTime(content).toInstant();
            String name = String.valueOf(content.getFileName());
            if (used.isBefore(start) && Sha256.isValid(name) && !needed.contains(new Sha256(name))) {
                unneeded.put("%015d %s".formatted(used.toEpochMilli(), name), content);
            }
        }
        for (Path content : unneeded.values()) {
            if (size > bytes) {
                size -= Files.size(content);
                Files.delete(content);
            }
        }
    }

    private static long number(JsonNode table, String key, long otherwise, long most) throws IOException {
        JsonNode value = table.path(key);
        long number = value.asLong(otherwise);
        if ((!value.isMissingNode() && !value.isIntegralNumber()) || number < 0 || number > most) {
            throw new IOException("retention.toml: " + key + " is not a whole number from 0 to " + most);
        }
        return number;
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.walk(paths.lib().resolve("snapshots"), 2)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// The contents that going back to any of the existing generations needs.
    private Set<Sha256> needed(IntPredicate exists) throws IOException {
        Set<Sha256> needed = new HashSet<>();
        try (Folder manifests = Folder.open(folder(paths.manifest(1)))) {
            for (String name : manifests.names()) {
                if (name.matches("[1-9][0-9]{0,8}\\.json")) {
                    int generation = Integer.parseInt(name.replace(".json", ""));
                    if (exists.test(generation)) {
                        manifest(generation).ifPresent(files -> needed.addAll(files.values()));
                    }
                }
            }
        }
        return needed;
    }
}
