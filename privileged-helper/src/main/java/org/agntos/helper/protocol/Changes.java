package org.agntos.helper.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What happens to which files, each content named by its SHA-256: what a person approves, what the audit log
/// records and what can be taken back.
public record Changes(SortedMap<TreePath, Content> files) {
    /// A content before and after; empty where there is no file.
    public record Content(Optional<Sha256> before, Optional<Sha256> after) {}

    public Changes {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Brings files to a target: exactly those that differ from it. The program that asks the person and the
    /// helper that does it compute a restoring change by this one rule, so that both come to the same digest.
    ///
    /// For an undo the target is what the files of the entry were before. For a rollback it is the manifest
    /// of the generation, with every managed file that is present but not in it absent.
    ///
    /// @param target empty where no file shall be; @param present the state now, for at least the same paths
    public static Changes restoring(
            SortedMap<TreePath, Optional<Sha256>> target, Map<TreePath, Optional<Sha256>> present) {
        SortedMap<TreePath, Content> files = new TreeMap<>();
        target.forEach((path, wanted) -> {
            Optional<Sha256> now = present.getOrDefault(path, Optional.empty());
            if (!now.equals(wanted)) {
                files.put(path, new Content(now, wanted));
            }
        });
        return new Changes(files);
    }

    public SortedMap<TreePath, Optional<Sha256>> before() {
        return map(Content::before);
    }

    public SortedMap<TreePath, Optional<Sha256>> after() {
        return map(Content::after);
    }

    private SortedMap<TreePath, Optional<Sha256>> map(Function<Content, Optional<Sha256>> side) {
        SortedMap<TreePath, Optional<Sha256>> hashes = new TreeMap<>();
        files.forEach((path, content) -> hashes.put(path, side.apply(content)));
        return hashes;
    }

    /// What an approval names: one value over the change *and* over the state it replaces, so that neither
    /// can be swapped after the person has said yes.
    public Sha256 digest() {
        StringBuilder text = new StringBuilder("agntos-change-1\n");
        files.forEach((path, content) -> {
            String verb = content.after().isPresent() ? "write" : "delete";
            String after = content.after().map(Sha256::hex).orElse("-");
            String before = content.before().map(Sha256::hex).orElse("-");
            text.append(String.join(" ", verb, path.value(), after, before)).append('\n');
        });
        return Sha256.of(text.toString());
    }

    public ArrayNode json() {
        ArrayNode array = Json.array(List.of());
        files.forEach((path, content) ->
                array.add(Json.object("path", path, "before", content.before(), "after", content.after())));
        return array;
    }

    /// @throws IllegalArgumentException if a name or a hash is none
    public static Changes parse(JsonNode array) {
        SortedMap<TreePath, Content> files = new TreeMap<>();
        for (JsonNode file : array) {
            Content content = new Content(hash(file.path("before")), hash(file.path("after")));
            files.put(new TreePath(file.path("path").asText()), content);
        }
        return new Changes(files);
    }

    private static Optional<Sha256> hash(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(new Sha256(value.asText("")));
    }
}
