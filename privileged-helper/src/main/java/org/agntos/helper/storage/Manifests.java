package org.agntos.helper.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Which managed files belonged to which generation. Their contents are in the [SnapshotStore].
public final class Manifests {
    private final Path folder;

    public Manifests(HelperPaths paths) {
        folder = Objects.requireNonNull(paths.manifest(1).getParent());
    }

    /// Writes down the files of a generation, to be kept by [#commit], also after a power cut.
    public void stage(int generation, SortedMap<TreePath, Sha256> files) throws IOException {
        try (Folder manifests = Folder.make(folder)) {
            manifests.stage(name(generation), Json.bytes(json(files)));
            manifests.sync();
        }
    }

    public void commit(int generation) throws IOException {
        try (Folder manifests = Folder.open(folder)) {
            manifests.commit(name(generation));
        }
    }

    /// The files of a generation, empty if none were noted.
    ///
    /// @throws IOException also if the manifest is damaged
    public Optional<SortedMap<TreePath, Sha256>> read(int generation) throws IOException {
        try (Folder manifests = Folder.open(folder)) {
            Optional<byte[]> found = manifests.read(name(generation));
            return found.isEmpty() ? Optional.empty() : Optional.of(parse(Json.parseObject(found.get())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
            throw new IOException(folder.resolve(name(generation)) + " is damaged", e);
        }
    }

    /// Which generations there are.
    @FunctionalInterface
    public interface Existing {
        boolean test(int generation) throws IOException;
    }

    /// The contents that going back to any of the existing generations needs.
    ///
    /// @throws IOException also if one of their manifests is damaged: then nothing is known to be without need
    public Set<Sha256> needed(Existing existing) throws IOException {
        Set<Sha256> needed = new HashSet<>();
        SortedSet<String> names;
        try (Folder manifests = Folder.open(folder)) {
            names = manifests.names();
        }
        for (String name : names) {
            if (name.matches("[1-9][0-9]{0,8}\\.json")) {
                int generation = Integer.parseInt(name.substring(0, name.indexOf('.')));
                if (existing.test(generation)) {
                    read(generation).ifPresent(manifest -> needed.addAll(manifest.values()));
                }
            }
        }
        return needed;
    }

    private static String name(int generation) {
        return generation + ".json";
    }

    public static ObjectNode json(SortedMap<TreePath, Sha256> files) {
        ObjectNode object = Json.object();
        files.forEach((path, hash) -> object.put(path.value(), hash.hex()));
        return object;
    }

    /// @throws IllegalArgumentException if a name or a hash is none
    public static SortedMap<TreePath, Sha256> parse(JsonNode object) {
        SortedMap<TreePath, Sha256> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            files.put(new TreePath(field.getKey()), new Sha256(field.getValue().asText("")));
        }
        return files;
    }
}
