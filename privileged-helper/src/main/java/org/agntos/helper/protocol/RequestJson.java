package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.helper.protocol.HelperRequest.Reason;

/// The JSON form of a [HelperRequest]: one line on the helper's standard input, described in
/// `docs/formats/helper-protocol.md`.
///
/// Reading is strict, because the reader may be root: at most 1 MiB of strict UTF-8, exactly the fields of the verb,
/// each once, nothing after the object, no NUL, no half characters, bounded depth and lengths.
public final class RequestJson {
    /// Longest request in bytes, without its newline.
    public static final int MAX_BYTES = 1 << 20;

    static final int MAX_FILES = 1_000;
    static final int MAX_SUMMARY = 2_000;
    static final int MAX_WORDS = 65_536;
    static final int MAX_PATH = 1_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private RequestJson() {}

    /// Why a text is no request, in words for people without a full stop.
    public static final class Malformed extends Exception {
        Malformed(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /// @param verb the word of argv, which the request must repeat
    public static HelperRequest parse(Verb verb, byte[] body) throws Malformed {
        if (body.length > MAX_BYTES) {
            throw new Malformed("the request is larger than 1 MiB");
        }
        try {
            return request(verb, new Fields(Json.parseObject(body), "the request"));
        } catch (CharacterCodingException e) {
            throw new Malformed("the request is not valid UTF-8");
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage());
            throw new Malformed("the request is not one JSON object on one line: " + Fields.shown(reason));
        }
    }

    private static HelperRequest request(Verb verb, Fields fields) throws Malformed {
        if (fields.integer("protocol") != HelperEvent.PROTOCOL_VERSION) {
            throw new Malformed("the request speaks another protocol (expected: " + HelperEvent.PROTOCOL_VERSION + ")");
        }
        if (!fields.text("verb", 20).equals(verb.word())) {
            throw new Malformed("the request's verb is not '" + verb.word() + "', the word on the command line");
        }
        HelperRequest request = switch (verb) {
            case APPLY -> apply(fields);
            case UNDO -> new HelperRequest.Undo(id(fields, "entry"), fields.sha256("digest"), why(fields));
            case ROLLBACK -> new HelperRequest.Rollback(generation(fields), fields.sha256("digest"), why(fields));
            case RECOVER -> new HelperRequest.Recover();
        };
        fields.end();
        return request;
    }

    private static HelperRequest.Apply apply(Fields fields) throws Malformed {
        return new HelperRequest.Apply(
                id(fields, "proposal_id"),
                files(fields),
                fields.sha256("digest"),
                fields.optionalSha256("evidence"),
                why(fields));
    }

    private static FileChanges files(Fields fields) throws Malformed {
        Map<TreePath, String> writes = new TreeMap<>();
        for (JsonNode element : array(fields, "files")) {
            Fields file = new Fields(element, "each of 'files'");
            TreePath path = path(file.text("path", MAX_PATH));
            if (writes.put(path, file.text("content", MAX_BYTES)) != null) {
                throw new Malformed("the file '" + path + "' is there twice");
            }
            file.end();
        }
        Set<TreePath> deletes = new TreeSet<>();
        for (JsonNode element : array(fields, "delete")) {
            TreePath path = path(Fields.text(element, "each of 'delete'", MAX_PATH));
            if (writes.containsKey(path) || !deletes.add(path)) {
                throw new Malformed("the file '" + path + "' is there twice");
            }
        }
        Set<String> folded = new HashSet<>();
        for (TreePath path :
                Stream.concat(writes.keySet().stream(), deletes.stream()).toList()) {
            if (!folded.add(path.value().toLowerCase(Locale.ROOT))) {
                throw new Malformed("'" + path + "' differs from another file in nothing but its case");
            }
        }
        if (writes.isEmpty() && deletes.isEmpty()) {
            throw new Malformed("the request changes no file");
        }
        return FileChanges.of(writes, deletes, base(fields, writes.keySet(), deletes));
    }

    private static Map<TreePath, Optional<Sha256>> base(Fields fields, Set<TreePath> writes, Set<TreePath> deletes)
            throws Malformed {
        if (!(fields.value("base") instanceof ObjectNode object)) {
            throw new Malformed("the field 'base' must be an object");
        }
        Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            TreePath path = path(entry.getKey());
            if (!writes.contains(path) && !deletes.contains(path)) {
                throw new Malformed("'base' names '" + path + "', which the request does not touch");
            }
            JsonNode sha = entry.getValue();
            base.put(path, sha.isNull() ? Optional.empty() : Optional.of(Fields.sha256(sha, "each value of 'base'")));
        }
        if (base.size() != writes.size() + deletes.size()) {
            throw new Malformed("'base' does not name every file that the request touches");
        }
        return base;
    }

    private static ArrayNode array(Fields fields, String name) throws Malformed {
        if (!(fields.value(name) instanceof ArrayNode array)) {
            throw new Malformed("the field '" + name + "' must be a list");
        }
        if (array.size() > MAX_FILES) {
            throw new Malformed("the field '" + name + "' has " + array.size() + " files (at most " + MAX_FILES + ")");
        }
        return array;
    }

    private static TreePath path(String text) throws Malformed {
        Optional<TreePath> path = TreePath.parse(text);
        if (path.isEmpty()) {
            throw new Malformed(
                    "'" + Fields.shown(text) + "' is not a file of the tree (expected: packages/, services/,"
                            + " options/ or home/<user>/ and a name ending in .nix)");
        }
        return path.get();
    }

    private static String id(Fields fields, String name) throws Malformed {
        String id = fields.text(name, 128);
        if (!ID.matcher(id).matches()) {
            throw new Malformed("the field '" + name + "' is not an id (expected: letters, digits, '.', '_', '-')");
        }
        return id;
    }

    private static int generation(Fields fields) throws Malformed {
        int generation = fields.integer("generation");
        if (generation < 1) {
            throw new Malformed("there is no generation " + generation + " (expected: 1 or more)");
        }
        return generation;
    }

    private static Reason why(Fields fields) throws Malformed {
        String actor = fields.text("actor", 20);
        if (!actor.equals("user") && !actor.equals("agent")) {
            throw new Malformed("the field 'actor' must be 'user' or 'agent'");
        }
        return new Reason(
                fields.text("summary", MAX_SUMMARY),
                fields.optionalText("prompt", MAX_WORDS),
                fields.optionalText("rationale", MAX_WORDS),
                actor);
    }
}
