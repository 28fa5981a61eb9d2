package org.agntos.helper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.HelperRequest.Reason;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;

/// What a client sends. Written a second time in core, which the helper does not know.
public final class RequestWriter {
    private RequestWriter() {}

    /// The request as one line with its newline: the whole of what a caller sends that keeps standard input
    /// open in order to be able to cancel.
    public static byte[] write(HelperRequest request) {
        ObjectNode object = Json.object();
        object.put("protocol", HelperEvent.PROTOCOL_VERSION);
        object.put("verb", request.verb().word());
        switch (request) {
            case HelperRequest.Apply apply -> {
                object.put("proposal_id", apply.proposalId());
                putFiles(object, apply.files());
                object.put("digest", apply.digest().hex());
                object.put("evidence", apply.evidence().map(Sha256::hex).orElse(null));
                putReason(object, apply.reason());
            }
            case HelperRequest.Undo undo -> {
                object.put("entry", undo.entryId());
                object.put("digest", undo.digest().hex());
                putReason(object, undo.reason());
            }
            case HelperRequest.Rollback rollback -> {
                object.put("generation", rollback.generation());
                object.put("digest", rollback.digest().hex());
                putReason(object, rollback.reason());
            }
            case HelperRequest.Recover() -> {}
        }
        byte[] json = Json.bytes(object);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static void putFiles(ObjectNode object, FileChanges files) {
        ArrayNode writes = object.putArray("files");
        files.writes()
                .forEach((path, content) ->
                        writes.addObject().put("path", path.value()).put("content", content));
        ArrayNode deletes = object.putArray("delete");
        files.deletes().forEach(path -> deletes.add(path.value()));
        ObjectNode base = object.putObject("base");
        files.base()
                .forEach((path, sha) ->
                        base.put(path.value(), sha.map(Sha256::hex).orElse(null)));
    }

    private static void putReason(ObjectNode object, Reason reason) {
        object.put("summary", reason.summary());
        object.put("prompt", reason.prompt().orElse(null));
        object.put("rationale", reason.rationale().orElse(null));
        object.put("actor", reason.actor());
    }
}
