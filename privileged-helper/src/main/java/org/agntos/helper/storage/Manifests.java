package org.agntos.helper.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Which managed files belonged to which generation. Their contents are in the [SnapshotStore].
public final class Manifests {
    private final HelperPaths paths;

    public Manifests(HelperPaths paths) {
        this.paths = paths;
    }

    public DurableFile stage(int generation, SortedMap<TreePath, Sha256> files) throws IOException {
        Path file = paths.manifest(generation);
        DurableFile.makeFolderOf(file);
        return DurableFile.stage(file, Json.bytes(json(files)), paths.journal());
    }

    /// The files of a generation, empty if none were noted.
    ///
    /// @throws IOException also if the manifest is damaged
    public Optional<SortedMap<TreePath, Sha256>> read(int generation) throws IOException {
        String text;
        try {
            text = Files.readString(paths.manifest(generation), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Json.parseObject(text)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(paths.manifest(generation) + " is damaged", e);
        }
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
