package org.agntos.helper.transaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agntos.helper.audit.Act;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.storage.Folder;

/// What must be known to finish or to take back a transaction whose helper was killed. It is on disk before
/// the first file is touched and gone when nothing is left to do.
///
/// @param auditId the entry that will record success; once its line is in the log the transaction stands
/// @param summary for people
/// @param changes the files before and after; empty for the making of the first generation
/// @param current the generation before
/// @param failing the units that failed before, from the moment in which the current generation may change
record Journal(
        String auditId,
        String summary,
        Changes changes,
        Optional<String> proposalId,
        Optional<Integer> current,
        Optional<SortedSet<String>> failing) {
    private static final String NAME = "transaction.json";

    Journal(String auditId, Act act, Optional<Integer> current) {
        this(auditId, act.reason().summary(), act.changes(), act.proposalId(), current, Optional.empty());
    }

    Journal activating(SortedSet<String> units) {
        return new Journal(auditId, summary, changes, proposalId, current, Optional.of(units));
    }

    /// The entry that records that it was taken back.
    String recoveryId() {
        return "a-" + Long.toHexString(Long.parseLong(auditId, 2, auditId.length(), 16) + 1);
    }

    void write(HelperPaths paths) throws IOException {
        ObjectNode object = Json.object("schema", 2, "audit_id", auditId, "summary", summary, "current", current);
        object.set("changes", changes.json());
        object.put("proposal_id", proposalId.orElse(null));
        failing.ifPresent(units -> object.set("activating", Json.array(units)));
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
        SortedSet<String> units = new TreeSet<>();
        object.path("activating").forEach(unit -> units.add(unit.asText()));
        JsonNode current = object.path("current");
        return new Journal(
                object.path("audit_id").asText(),
                object.path("summary").asText(),
                Changes.parse(object.path("changes")),
                Optional.ofNullable(object.path("proposal_id").textValue()),
                current.canConvertToInt() ? Optional.of(current.intValue()) : Optional.empty(),
                object.has("activating") ? Optional.of(units) : Optional.empty());
    }

    static void delete(HelperPaths paths) throws IOException {
        try (Folder folder = Folder.makePrivate(paths.journal())) {
            folder.delete(NAME);
            folder.sync();
        }
    }
}
