package org.agntos.helper.transaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.helper.audit.AuditRecord.Content;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.storage.DurableFile;
import org.agntos.helper.storage.Manifests;

/// What must be known to finish or to take back a transaction whose helper was killed. It is on disk before the first
/// file is touched and gone when nothing is left to do.
///
/// @param auditId the entry that will record success; once its line is in the log the transaction stands
/// @param recoveryId the entry that will record that it was taken back
/// @param summary for people
/// @param activating what was wrong before, from the moment in which the current generation may change
/// @param changes the files before and after; empty for the making of the first generation
/// @param current the generation before
/// @param manifest every managed file after
record Journal(
        String auditId,
        String recoveryId,
        String summary,
        Optional<Before> activating,
        SortedMap<TreePath, Content> changes,
        Optional<Integer> current,
        SortedMap<TreePath, Sha256> manifest) {

    Journal activating(Before before) {
        return new Journal(auditId, recoveryId, summary, Optional.of(before), changes, current, manifest);
    }

    private ObjectNode json() {
        ObjectNode object = Json.object();
        object.put("schema", 2);
        object.put("audit_id", auditId);
        object.put("recovery_id", recoveryId);
        object.put("summary", summary);
        if (activating.isPresent()) {
            ArrayNode units = object.putArray("activating");
            activating.get().failedUnits().forEach(units::add);
        }
        ArrayNode files = object.putArray("changes");
        changes.forEach((path, content) -> files.addObject()
                .put("path", path.value())
                .put("before", content.before().map(Sha256::hex).orElse(null))
                .put("after", content.after().map(Sha256::hex).orElse(null)));
        object.put("current", current.orElse(null));
        object.set("manifest", Manifests.json(manifest));
        return object;
    }

    /// @throws IllegalArgumentException if a value is none of ours
    private static Journal parse(ObjectNode object) {
        SortedMap<TreePath, Content> changes = new TreeMap<>();
        for (JsonNode file : object.path("changes")) {
            changes.put(
                    new TreePath(file.path("path").asText("")),
                    new Content(hash(file.path("before")), hash(file.path("after"))));
        }
        JsonNode current = object.path("current");
        return new Journal(
                object.path("audit_id").asText(""),
                object.path("recovery_id").asText(""),
                object.path("summary").asText(""),
                Optional.ofNullable(object.get("activating")).map(Journal::before),
                changes,
                current.isInt() || current.isLong() ? Optional.of(current.intValue()) : Optional.empty(),
                Manifests.parse(object.path("manifest")));
    }

    private static Before before(JsonNode units) {
        Set<String> failed = new TreeSet<>();
        units.forEach(unit -> failed.add(unit.asText("")));
        return new Before(failed);
    }

    private static Optional<Sha256> hash(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(new Sha256(value.asText("")));
    }

    /// Where the journal is kept. Its folder also holds what is being staged for the helper's other files.
    static final class Store {
        private static final String NAME = "transaction.json";

        private final Path folder;
        private final Path file;

        Store(HelperPaths paths) {
            folder = paths.journal();
            file = folder.resolve(NAME);
        }

        void write(Journal journal) throws IOException {
            DurableFile.write(file, Json.bytes(journal.json()), folder);
        }

        /// @throws IOException also if it is damaged, which no crash can do
        Optional<Journal> read() throws IOException {
            try {
                return Optional.of(parse(Json.parseObject(Files.readString(file, StandardCharsets.UTF_8))));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException("the journal " + file + " is damaged", e);
            }
        }

        void delete() throws IOException {
            DurableFile.delete(file);
        }

        /// Removes what a killed helper was staging.
        void sweep() throws IOException {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (!entry.equals(file)) {
                        Files.deleteIfExists(entry);
                    }
                }
            }
        }
    }
}
