package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.agntos.helper.protocol.HelperRequest.Reason;

/// The JSON form of a [HelperRequest]: one line on the helper's standard input, described in
/// `docs/formats/helper-protocol.md`.
///
/// Reading is strict, because the reader may be root: at most 1 MiB of strict UTF-8, exactly the fields of
/// the verb, each once, nothing after the object, no NUL, no half characters, bounded depth and lengths.
public final class RequestJson {
    /// Longest request in bytes, without its newline.
    public static final int MAX_BYTES = 1 << 20;

    static final int MAX_FILES = 1_000;
    static final int MAX_SUMMARY = 2_000;
    static final int MAX_WORDS = 65_536;
    static final int MAX_PATH = 1_000;
    private static final int MAX_SHOWN = 80;

    private static final String WHY = " digest summary prompt rationale actor";
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
        require(body.length <= MAX_BYTES, "the request is larger than 1 MiB");
        try {
            return request(verb, Json.parseObject(body));
        } catch (CharacterCodingException e) {
            throw new Malformed("the request is not valid UTF-8");
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage());
            throw new Malformed("the request is not one JSON object on one line: " + shown(reason));
        }
    }

    private static HelperRequest request(Verb verb, ObjectNode request) throws Malformed {
        int protocol = integer(request.path("protocol"), "protocol");
        require(protocol == HelperEvent.PROTOCOL_VERSION, "the request speaks another protocol");
        String word = verb.word();
        boolean isVerb = request.path("verb").asText().equals(word);
        require(isVerb, "the request's verb is not '" + word + "', the word on the command line");
        requireFields(
                request,
                "the request",
                "protocol verb"
                        + switch (verb) {
                            case APPLY -> " proposal_id files delete base evidence" + WHY;
                            case UNDO -> " entry" + WHY;
                            case ROLLBACK -> " generation" + WHY;
                            case RECOVER -> "";
                        });
        return switch (verb) {
            case APPLY -> apply(request);
            case UNDO -> new HelperRequest.Undo(id(request, "entry"), digest(request), why(request));
            case ROLLBACK -> {
                int generation = integer(request.path("generation"), "generation");
                require(generation >= 1, "there is no generation " + generation + " (expected: 1 or more)");
                yield new HelperRequest.Rollback(generation, digest(request), why(request));
            }
            case RECOVER -> new HelperRequest.Recover();
        };
    }

    private static void require(boolean claim, String otherwise) throws Malformed {
        if (!claim) {
            throw new Malformed(otherwise);
        }
    }

    /// Exactly these fields must be there.
    private static void requireFields(JsonNode node, String where, String names) throws Malformed {
        require(node.isObject(), where + " must be an object");
        List<String> known = List.of(names.split(" "));
        for (String name : Json.unknown(node, Set.copyOf(known))) {
            throw new Malformed("the field '" + shown(name) + "' is not known");
        }
        for (String name : known) {
            require(node.has(name), "the field '" + name + "' is missing");
        }
    }

    private static HelperRequest.Apply apply(ObjectNode request) throws Malformed {
        SortedMap<TreePath, String> writes = new TreeMap<>();
        SortedSet<TreePath> deletes = new TreeSet<>();
        Set<String> folded = new HashSet<>();
        for (JsonNode file : list(request, "files")) {
            requireFields(file, "each of 'files'", "path content");
            TreePath path = path(text(file.get("path"), "path", MAX_PATH), folded);
            writes.put(path, text(file.get("content"), "content", MAX_BYTES));
        }
        for (JsonNode file : list(request, "delete")) {
            deletes.add(path(text(file, "delete", MAX_PATH), folded));
        }
        require(!folded.isEmpty(), "the request changes no file");
        SortedMap<TreePath, Optional<Sha256>> base = new TreeMap<>();
        require(request.get("base").isObject(), "the field 'base' must be an object");
        for (Map.Entry<String, JsonNode> entry : request.get("base").properties()) {
            TreePath path = path(entry.getKey(), new HashSet<>());
            boolean isTouched = writes.containsKey(path) || deletes.contains(path);
            require(isTouched, "'base' names '" + path + "', which the request does not touch");
            base.put(path, optionalSha256(entry.getValue(), "base"));
        }
        require(base.size() == folded.size(), "'base' does not name every file that the request touches");
        return new HelperRequest.Apply(
                id(request, "proposal_id"),
                new FileChanges(writes, deletes, base),
                digest(request),
                optionalSha256(request.get("evidence"), "evidence"),
                why(request));
    }

    private static JsonNode list(ObjectNode request, String name) throws Malformed {
        JsonNode list = request.get(name);
        require(list.isArray(), "the field '" + name + "' must be a list");
        require(list.size() <= MAX_FILES, "the field '" + name + "' has " + list.size() + " files (at most 1,000)");
        return list;
    }

    private static TreePath path(String text, Set<String> folded) throws Malformed {
        Optional<TreePath> path = TreePath.parse(text);
        String expected = " (expected: packages/, services/, options/ or home/<user>/ and a name ending in .nix)";
        require(path.isPresent(), "'" + shown(text) + "' is not a file of the tree" + expected);
        boolean isNew = folded.add(text.toLowerCase(Locale.ROOT));
        require(isNew, "the file '" + text + "' is there twice, or differs from another in nothing but its case");
        return path.orElseThrow();
    }

    private static Sha256 digest(ObjectNode request) throws Malformed {
        return sha256(request.get("digest"), "digest");
    }

    private static String id(ObjectNode request, String name) throws Malformed {
        String id = text(request.get(name), name, 128);
        boolean isId = ID.matcher(id).matches();
        require(isId, "the field '" + name + "' is not an id (expected: letters, digits, '.', '_', '-')");
        return id;
    }

    private static int integer(JsonNode value, String name) throws Malformed {
        require(!value.isMissingNode(), "the field '" + name + "' is missing");
        boolean isInteger = value.isIntegralNumber() && value.canConvertToInt();
        require(isInteger, "the field '" + name + "' must be an integer");
        return value.intValue();
    }

    private static Reason why(ObjectNode request) throws Malformed {
        String actor = text(request.get("actor"), "actor", 20);
        require(actor.equals("user") || actor.equals("agent"), "the field 'actor' must be 'user' or 'agent'");
        String summary = text(request.get("summary"), "summary", MAX_SUMMARY);
        return new Reason(summary, words(request, "prompt"), words(request, "rationale"), actor);
    }

    private static Optional<String> words(ObjectNode request, String name) throws Malformed {
        JsonNode words = request.get(name);
        return words.isNull() ? Optional.empty() : Optional.of(text(words, name, MAX_WORDS));
    }

    private static String text(JsonNode value, String name, int most) throws Malformed {
        String where = "the field '" + name + "'";
        require(value.isTextual(), where + " must be a text");
        String text = value.textValue();
        require(text.length() <= most, where + " has " + text.length() + " characters (at most " + most + ")");
        require(text.indexOf('\0') < 0, where + " holds a NUL character");
        boolean isWhole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        require(isWhole, where + " holds half a character (an unpaired surrogate)");
        return text;
    }

    private static Optional<Sha256> optionalSha256(JsonNode value, String name) throws Malformed {
        return value.isNull() ? Optional.empty() : Optional.of(sha256(value, name));
    }

    private static Sha256 sha256(JsonNode value, String name) throws Malformed {
        String hex = text(value, name, 64);
        require(Sha256.isValid(hex), "the field '" + name + "' must be a sha256: 64 lower-case hexadecimal digits");
        return new Sha256(hex);
    }

    /// Outside text fit for a message: short and printable.
    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), MAX_SHOWN)).replaceAll("\\p{C}", "?");
    }
}
