package org.agntos.helper.transaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.storage.Folder;

/// What must be known to finish or to take back a transaction whose helper was killed. It is on disk before the first
/// file is touched and gone when nothing is left to do.
///
/// @param auditId the entry that will record success; once its line is in the log the transaction stands
/// @param summary for people
/// @param changes the files before and after; empty for the making of the first generation
/// @param current the generation before
/// @param activating what was wrong before, from the moment in which the current generation may change
record Journal(
        String auditId, String summary, Changes changes, Optional<Integer> current, Optional<Before> activating) {
    private static final String NAME = "transaction.json";

    Journal activating(Before before) {
        return new Journal(auditId, summary, changes, current, Optional.of(before));
    }

    /// The entry that records that it was taken back.
    String recoveryId() {
        return "a-" + Long.toHexString(Long.parseLong(auditId, 2, auditId.length(), 16) + 1);
    }

    void write(HelperPaths paths) throws IOException {
        ObjectNode object = Json.object()
                .put("schema", 2)
                .put("audit_id", auditId)
                .put("summary", summary)
                .put("current", current.orElse(null));
        object.set("changes", changes.json());
        if (activating.isPresent()) {
            ArrayNode failed = object.putArray("activating");
            activating.get().failedUnits().forEach(failed::add);
        }
        try (Folder folder = Folder.makePrivate(paths.journal())) {
            folder.write(NAME, Json.bytes(object));
        }
    }

    /// Also removes whatever else a killed helper has left in the folder.
    ///
    /// @throws IOException also if it is damaged, which no crash can do
    static Optional<Journal> read(HelperPaths paths) throws IOException {
        try (Folder folder = Folder.makePrivate(paths.journal())) {
            for (String name : folder.names()) {
                if (!name.equals(NAME)) {
                    folder.delete(name);
                }
            }
            Optional<byte[]> found = folder.read(NAME);
            return found.isEmpty() ? Optional.empty() : Optional.of(parse(Json.parseObject(found.get())));
        } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
            throw new IOException("the journal " + paths.journal().resolve(NAME) + " is damaged", e);
        }
    }

    private static Journal parse(ObjectNode object) {
        JsonNode current = object.path("current");
        return new Journal(
                object.path("audit_id").asText(""),
                object.path("summary").asText(""),
                Changes.parse(object.path("changes")),
                current.canConvertToInt() ? Optional.of(current.intValue()) : Optional.empty(),
                Optional.ofNullable(object.get("activating")).map(Journal::before));
    }

    private static Before before(JsonNode units) {
        SortedSet<String> failed = new TreeSet<>();
        units.forEach(unit -> failed.add(unit.asText("")));
        return new Before(failed);
    }

    static void delete(HelperPaths paths) throws IOException {
        try (Folder folder = Folder.makePrivate(paths.journal())) {
            folder.delete(NAME);
            folder.sync();
        }
    }
}
