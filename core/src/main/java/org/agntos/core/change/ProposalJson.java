package org.agntos.core.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agntos.helper.protocol.Sha256;

/// Writes a proposal in the form of `proposals/<id>.json`, which is also what `agntctl --json` shows. Pure; any thread.
public final class ProposalJson {
    static final int SCHEMA = 2;
    static final String NIX_CHANGES = "nix_changes";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProposalJson() {}

    /// The whole object; unknown fields of the file it came from are at its end.
    public static ObjectNode write(Proposal proposal) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("id", proposal.id().value());
        object.put("summary", proposal.summary());
        object.put(NIX_CHANGES, nixChanges(proposal));
        ArrayNode writes = object.putArray("files_to_write");
        proposal.files()
                .writes()
                .forEach((path, content) -> writes.addArray().add(path.value()).add(content));
        ArrayNode deletes = object.putArray("files_to_delete");
        proposal.files().deletes().forEach(path -> deletes.add(path.value()));
        object.put("rollback_guidance", proposal.rollbackGuidance());
        object.put("prompt", proposal.prompt());
        object.put("schema", SCHEMA);
        object.put("created_at", proposal.createdAt().toString());
        object.put("session_id", proposal.sessionId());
        object.put("rationale", proposal.rationale());
        object.put("machine", proposal.machine());
        ObjectNode base = object.putObject("base");
        proposal.files()
                .base()
                .forEach((path, sha) ->
                        base.put(path.value(), sha.map(Sha256::hex).orElse(null)));
        object.put("digest", proposal.digest().hex());
        object.set("verification", verification(proposal.verification()));
        ArrayNode plan = object.putArray("plan");
        proposal.plan().forEach(plan::add);
        ObjectNode risk = object.putObject("risk");
        risk.put("level", proposal.risk().level().word());
        ArrayNode reasons = risk.putArray("reasons");
        proposal.risk().reasons().forEach(reasons::add);
        object.put("status", proposal.status().word());
        proposal.extra().forEach((name, json) -> object.set(name, parsed(json)));
        return object;
    }

    /// The Nix text of the whole change, for readers that show only that (AgntOS 1.x).
    private static String nixChanges(Proposal proposal) {
        StringBuilder text = new StringBuilder();
        proposal.files()
                .writes()
                .forEach((path, content) -> text.append("# ")
                        .append(path)
                        .append('\n')
                        .append(content)
                        .append(content.endsWith("\n") ? "" : "\n"));
        proposal.files()
                .deletes()
                .forEach(path -> text.append("# ").append(path).append(" is deleted\n"));
        return text.toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an unknown field is not JSON: " + json, e);
        }
    }

    private static ArrayNode verification(List<StageOutcome> outcomes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (StageOutcome outcome : outcomes) {
            ObjectNode stage = array.addObject();
            stage.put("stage", outcome.stage().word());
            stage.put("result", outcome.result().word());
            stage.put("reason", outcome.result() instanceof StageResult.Skipped(String reason) ? reason : null);
            ArrayNode problems = stage.putArray("problems");
            outcome.result().problems().forEach(problem -> problems.add(problem(problem)));
            ObjectNode evidence = stage.putObject("evidence");
            evidence.put("ran", outcome.evidence().ran());
            evidence.put("input", outcome.evidence().input().hex());
            evidence.put("outcome", outcome.evidence().outcome());
            evidence.put("millis", outcome.evidence().millis());
        }
        return array;
    }

    /// One finding as it stands in a proposal.
    public static ObjectNode problem(Problem problem) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("file", problem.file());
        object.put("line", problem.line());
        object.put("column", problem.column());
        object.put("message", problem.message());
        object.put("explanation", problem.explanation());
        ArrayNode suggestions = object.putArray("suggestions");
        problem.suggestions().forEach(suggestions::add);
        Fix fix = problem.fix();
        if (fix != null) {
            ObjectNode proposed = object.putObject("fix").put("label", fix.label());
            ArrayNode files = proposed.putArray("files");
            fix.files()
                    .forEach((path, text) -> files.addArray().add(path.value()).add(text));
            ArrayNode dropped = proposed.putArray("dropped");
            fix.dropped().forEach(path -> dropped.add(path.value()));
        }
        if (!problem.trace().isEmpty()) {
            object.put("trace", problem.trace());
        }
        return object;
    }

    /// The stored verification as one value, for the audit log.
    public static Sha256 evidence(Proposal proposal) {
        return Sha256.of(verification(proposal.verification()).toString());
    }

    static byte[] bytes(Proposal proposal) {
        String text = write(proposal).toPrettyString() + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
