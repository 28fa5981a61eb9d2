package org.agntos.helper.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.HelperRequest.Reason;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;

/// What somebody asked for, whether it is carried out or not.
///
/// @param action its `type` and what it names
/// @param changes the files it is about, as far as they are known
public record Act(
        ObjectNode action,
        Reason reason,
        Optional<String> proposalId,
        Optional<Sha256> digest,
        Optional<Sha256> evidence,
        Changes changes) {
    private static final Changes NONE = new Changes(new TreeMap<>());

    public static Act of(HelperRequest.Apply apply) {
        return new Act(
                action("Apply").put("proposal_id", apply.proposalId()),
                apply.reason(),
                Optional.of(apply.proposalId()),
                Optional.of(apply.digest()),
                apply.evidence(),
                apply.files().hashes());
    }

    public static Act of(HelperRequest.Undo undo) {
        return plain(action("Undo").put("entry", undo.entryId()), undo.reason(), Optional.of(undo.digest()));
    }

    /// AgntOS 1.x names the generation in `generation_id`, as a text.
    public static Act of(HelperRequest.Rollback rollback) {
        ObjectNode action = action("Rollback")
                .put("generation", rollback.generation())
                .put("generation_id", Integer.toString(rollback.generation()));
        return plain(action, rollback.reason(), Optional.of(rollback.digest()));
    }

    /// That an interrupted transaction has been taken back. @param entry what would have recorded it
    public static Act recovery(String entry, String summary) {
        Reason reason =
                new Reason("Taken back after an interruption: " + summary, Optional.empty(), Optional.empty(), "user");
        return plain(action("Recover").put("entry", entry), reason, Optional.empty());
    }

    private static ObjectNode action(String type) {
        return Json.object().put("type", type);
    }

    private static Act plain(ObjectNode action, Reason reason, Optional<Sha256> digest) {
        return new Act(action, reason, Optional.empty(), digest, Optional.empty(), NONE);
    }

    /// The same act with the files it turned out to be about.
    public Act with(Changes found) {
        return new Act(action, reason, proposalId, digest, evidence, found);
    }
}
