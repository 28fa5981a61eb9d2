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

    /// AgntOS 1.x names the generation of a rollback in `generation_id`, as a text.
    public static Act of(HelperRequest request) {
        return switch (request) {
            case HelperRequest.Apply apply ->
                new Act(
                        Json.object("type", "Apply", "proposal_id", apply.proposalId()),
                        apply.reason(),
                        Optional.of(apply.proposalId()),
                        Optional.of(apply.digest()),
                        apply.evidence(),
                        apply.files().hashes());
            case HelperRequest.Undo(String entry, Sha256 digest, Reason reason) ->
                plain(Json.object("type", "Undo", "entry", entry), reason, Optional.of(digest));
            case HelperRequest.Rollback(int generation, Sha256 digest, Reason reason) ->
                plain(
                        Json.object("type", "Rollback", "generation", generation, "generation_id", "" + generation),
                        reason,
                        Optional.of(digest));
            case HelperRequest.Recover() -> own(Json.object("type", "Recover"), "Recover");
        };
    }

    /// Something that the helper does by itself. @param action its `type` and what it names
    public static Act own(ObjectNode action, String summary) {
        return plain(action, new Reason(summary, Optional.empty(), Optional.empty(), "user"), Optional.empty());
    }

    private static Act plain(ObjectNode action, Reason reason, Optional<Sha256> digest) {
        return new Act(action, reason, Optional.empty(), digest, Optional.empty(), new Changes(new TreeMap<>()));
    }

    /// The same act with the files it turned out to be about.
    public Act with(Changes found) {
        return new Act(action, reason, proposalId, digest, evidence, found);
    }
}
