package org.agntos.core.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Reads a stored proposal, ours or of AgntOS 1.x. Missing fields get defaults; what cannot be true is refused with a
/// reason. Pure; any thread.
final class ProposalReader {
    private static final Set<String> KNOWN = Set.of(
            "id",
            "summary",
            ProposalJson.NIX_CHANGES,
            "files_to_write",
            "files_to_delete",
            "rollback_guidance",
            "prompt",
            "schema",
            "created_at",
            "session_id",
            "rationale",
            "machine",
            "base",
            "digest",
            "verification",
            "plan",
            "risk",
            "status");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProposalReader() {}

    /// The file is no proposal. The message is for people, without a full stop.
    static final class Broken extends Exception {
        Broken(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static Proposal read(ProposalId id, String text) throws Broken {
        JsonNode object = parse(text);
        String claimed = text(object, "id", "");
        if (!claimed.equals(id.value())) {
            throw new Broken("it names the proposal '" + claimed + "' but its file belongs to " + id);
        }
        if (object.path("schema").asInt(1) > ProposalJson.SCHEMA) {
            throw new Broken(
                    "a newer AgntOS wrote it (schema " + object.path("schema").asInt() + ")");
        }
        FileChanges files = files(object);
        checkDigest(object, files);
        return new Proposal(
                id,
                createdAt(object, id),
                optionalText(object, "session_id"),
                text(object, "summary", id.value()),
                text(object, "rationale", ""),
                optionalText(object, "prompt"),
                text(object, "machine", ""),
                files,
                verification(object),
                texts(object.path("plan"), "plan"),
                risk(object.path("risk")),
                text(object, "rollback_guidance", ""),
                status(object),
                extra(object));
    }

    private static JsonNode parse(String text) throws Broken {
        JsonNode object;
        try {
            object = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new Broken("it is not complete JSON" + where);
        }
        if (object == null || !object.isObject()) {
            throw new Broken("it is not a JSON object");
        }
        return object;
    }

    private static FileChanges files(JsonNode object) throws Broken {
        Map<TreePath, String> writes = contents(object, "files_to_write");
        Set<TreePath> deletes = new TreeSet<>();
        for (String path : texts(object.path("files_to_delete"), "files_to_delete")) {
            if (!deletes.add(path(path)) || writes.containsKey(path(path))) {
                throw new Broken("it names '" + path + "' twice");
            }
        }
        if (writes.isEmpty() && deletes.isEmpty()) {
            throw new Broken("it changes no file");
        }
        Set<TreePath> touched = new TreeSet<>(writes.keySet());
        touched.addAll(deletes);
        return FileChanges.of(writes, deletes, base(object, touched));
    }

    private static Map<TreePath, String> contents(JsonNode object, String field) throws Broken {
        Map<TreePath, String> contents = new TreeMap<>();
        for (JsonNode pair : list(object.path(field), field)) {
            if (!pair.isArray()
                    || pair.size() != 2
                    || !pair.get(0).isTextual()
                    || !pair.get(1).isTextual()) {
                throw new Broken(field + " has an item that is not [path, content]");
            }
            if (contents.put(path(pair.get(0).textValue()), pair.get(1).textValue()) != null) {
                throw new Broken("it writes '" + pair.get(0).textValue() + "' twice");
            }
        }
        return contents;
    }

    private static @Nullable Fix fix(JsonNode stored) throws Broken {
        if (!stored.isObject()) {
            return null;
        }
        Set<TreePath> dropped = new TreeSet<>();
        for (String path : texts(stored.path("dropped"), "dropped")) {
            dropped.add(path(path));
        }
        return new Fix(text(stored, "label", ""), contents(stored, "files"), dropped);
    }

    private static TreePath path(String text) throws Broken {
        Optional<TreePath> path = TreePath.parse(text);
        if (path.isEmpty()) {
            throw new Broken("it would change '" + text
                    + "', which is not a managed file (expected: packages/, services/, options/ or home/<user>/ and a"
                    + " name ending in .nix)");
        }
        return path.get();
    }

    /// AgntOS 1.x kept no base: such a proposal counts as made where no file was, so that it is verified again before
    /// it replaces one.
    private static Map<TreePath, Optional<Sha256>> base(JsonNode object, Set<TreePath> touched) throws Broken {
        JsonNode stored = object.path("base");
        Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
        if (stored.isMissingNode()) {
            touched.forEach(path -> base.put(path, Optional.empty()));
            return base;
        }
        for (Map.Entry<String, JsonNode> entry : stored.properties()) {
            Optional<Sha256> sha = entry.getValue().isNull()
                    ? Optional.empty()
                    : Optional.of(sha256(entry.getValue().asText(), "base"));
            base.put(path(entry.getKey()), sha);
        }
        if (!base.keySet().equals(touched)) {
            throw new Broken("its base does not name exactly the files it changes");
        }
        return base;
    }

    private static Sha256 sha256(String hex, String field) throws Broken {
        try {
            return new Sha256(hex);
        } catch (IllegalArgumentException _) {
            throw new Broken("'" + field + "' has something that is no SHA-256");
        }
    }

    private static void checkDigest(JsonNode object, FileChanges files) throws Broken {
        String stored = text(object, "digest", "");
        if (object.has("digest") && !stored.equals(files.digest().hex())) {
            throw new Broken("its digest does not belong to its content: something changed the file by hand");
        }
    }

    private static Instant createdAt(JsonNode object, ProposalId id) throws Broken {
        if (object.has("created_at")) {
            try {
                return Instant.parse(text(object, "created_at", ""));
            } catch (DateTimeException _) {
                throw new Broken("created_at is no date");
            }
        }
        BigInteger nanos = new BigInteger(id.value().substring(2), 16);
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000L));
        return parts[0].bitLength() < 36
                ? Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue())
                : Instant.EPOCH;
    }

    private static List<StageOutcome> verification(JsonNode object) throws Broken {
        List<StageOutcome> outcomes = new ArrayList<>();
        for (JsonNode stored : list(object.path("verification"), "verification")) {
            outcomes.add(new StageOutcome(stage(text(stored, "stage", "")), result(stored), evidence(stored)));
        }
        return outcomes;
    }

    private static Stage stage(String word) throws Broken {
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(word)) {
                return stage;
            }
        }
        throw new Broken("it has an unknown stage '" + word + "'");
    }

    private static StageResult result(JsonNode stored) throws Broken {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode problem : list(stored.path("problems"), "problems")) {
            problems.add(new Problem(
                    optionalText(problem, "file"),
                    problem.path("line").asInt(),
                    problem.path("column").asInt(),
                    text(problem, "message", ""),
                    text(problem, "explanation", ""),
                    texts(problem.path("suggestions"), "suggestions"),
                    fix(problem.path("fix")),
                    text(problem, "trace", "")));
        }
        String word = text(stored, "result", "");
        return switch (word) {
            case "passed" -> new StageResult.Passed();
            case "warned" -> new StageResult.Warned(problems);
            case "failed" -> new StageResult.Failed(problems);
            case "skipped" -> new StageResult.Skipped(text(stored, "reason", ""));
            default -> throw new Broken("it has an unknown result '" + word + "'");
        };
    }

    private static Evidence evidence(JsonNode stored) throws Broken {
        JsonNode evidence = stored.path("evidence");
        return new Evidence(
                text(evidence, "ran", ""),
                evidence.has("input") ? sha256(text(evidence, "input", ""), "evidence") : Sha256.ZERO,
                text(evidence, "outcome", ""),
                Math.max(0, evidence.path("millis").asLong()));
    }

    private static Risk risk(JsonNode stored) throws Broken {
        String word = text(stored, "level", Risk.Level.LOW.word());
        for (Risk.Level level : Risk.Level.values()) {
            if (level.word().equals(word)) {
                return new Risk(level, texts(stored.path("reasons"), "reasons"));
            }
        }
        throw new Broken("it has an unknown risk '" + word + "'");
    }

    private static ProposalStatus status(JsonNode object) throws Broken {
        String word = text(object, "status", ProposalStatus.OPEN.word());
        for (ProposalStatus status : ProposalStatus.values()) {
            if (status.word().equals(word.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw new Broken("it has an unknown status '" + word + "'");
    }

    private static Map<String, String> extra(JsonNode object) {
        Map<String, String> extra = new HashMap<>();
        object.properties().forEach(entry -> {
            if (!KNOWN.contains(entry.getKey())) {
                extra.put(entry.getKey(), entry.getValue().toString());
            }
        });
        return extra;
    }

    private static String text(JsonNode object, String field, String fallback) throws Broken {
        String text = optionalText(object, field);
        return text == null ? fallback : text;
    }

    private static @Nullable String optionalText(JsonNode object, String field) throws Broken {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Broken("'" + field + "' is not a text");
        }
        return value.textValue();
    }

    private static JsonNode list(JsonNode value, String field) throws Broken {
        if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
            throw new Broken("'" + field + "' is not a list");
        }
        return value;
    }

    private static List<String> texts(JsonNode value, String field) throws Broken {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(value, field)) {
            if (!item.isTextual()) {
                throw new Broken("'" + field + "' has an item that is not a text");
            }
            texts.add(item.textValue());
        }
        return texts;
    }
}
