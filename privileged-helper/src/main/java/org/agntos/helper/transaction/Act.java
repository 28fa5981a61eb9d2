package org.agntos.helper.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.audit.AuditRecord.Content;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.HelperRequest.Reason;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// What the audit log says of a request, whether it is carried out or not.
///
/// @param action the `action` of the entry
/// @param changes the files it is about, as far as the request itself names them
record Act(
        ObjectNode action,
        Reason reason,
        Optional<String> proposalId,
        Sha256 digest,
        Optional<Sha256> evidence,
        SortedMap<TreePath, Content> changes) {

    static Act of(HelperRequest.Apply apply) {
        ObjectNode action = action("Apply").put("proposal_id", apply.proposalId());
        return new Act(
                action,
                apply.reason(),
                Optional.of(apply.proposalId()),
                apply.digest(),
                apply.evidence(),
                contents(apply.files()));
    }

    static Act of(HelperRequest.Undo undo) {
        ObjectNode action = action("Undo").put("entry", undo.entryId());
        return new Act(action, undo.reason(), Optional.empty(), undo.digest(), Optional.empty(), new TreeMap<>());
    }

    /// AgntOS 1.x names the generation in `generation_id`, as a text.
    static Act of(HelperRequest.Rollback rollback) {
        ObjectNode action = action("Rollback")
                .put("generation", rollback.generation())
                .put("generation_id", Integer.toString(rollback.generation()));
        return new Act(
                action, rollback.reason(), Optional.empty(), rollback.digest(), Optional.empty(), new TreeMap<>());
    }

    static ObjectNode action(String type) {
        return Json.object().put("type", type);
    }

    /// The same act with the files it turned out to be about.
    Act with(FileChanges files) {
        return new Act(action, reason, proposalId, digest, evidence, contents(files));
    }

    private static SortedMap<TreePath, Content> contents(FileChanges files) {
        SortedMap<TreePath, Content> contents = new TreeMap<>();
        files.base().forEach((path, before) -> {
            String text = files.writes().get(path);
            contents.put(path, new Content(before, Optional.ofNullable(text).map(Sha256::of)));
        });
        return contents;
    }
}
