package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How the lines of the audit log hang together: every line holds the hash of the line before and of itself.
///
/// The canonical form of an entry is the object without its `hash`, the names of every object in code point
/// order, compact, in UTF-8, with no escape that JSON does not demand (`\"`, `\\`, `\b \t \n \f \r`, and in
/// upper case `u00XX` after a backslash below U+0020), and with integers as the only numbers. Its SHA-256 is
/// the `hash`. `docs/formats/audit-line.md` has the whole format with test vectors.
public final class AuditChain {
    private static final String HASH = "hash";
    private static final String PREV = "prev";

    /// How every chained line begins.
    public static final String START = "{\"schema\":2,";

    /// What the first line links to where there were lines before it that are gone with their head.
    public static final Sha256 GONE = Sha256.of("agntos-audit-gone");

    private AuditChain() {}

    /// What a line of the chain says of its place in it. @param prev hash of the line before; @param hash its
    /// own
    public record Link(Sha256 prev, Sha256 hash) {}

    /// @throws IllegalArgumentException if the entry holds a number that is not an integer
    public static byte[] canonical(ObjectNode entry) {
        ObjectNode sorted = Json.sorted(entry);
        sorted.remove(HASH);
        return Json.bytes(sorted);
    }

    /// @throws IllegalArgumentException if the entry holds a number that is not an integer
    public static Sha256 hash(ObjectNode entry) {
        return Sha256.of(canonical(entry));
    }

    /// Sets `prev` and `hash` as the last two fields of an entry and returns its line with the newline.
    public static byte[] seal(ObjectNode entry, Sha256 prev) {
        entry.remove(PREV);
        entry.remove(HASH);
        entry.put(PREV, prev.hex());
        entry.put(HASH, hash(entry).hex());
        byte[] object = Json.bytes(entry);
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    /// Checks one line by itself. Present only if every byte is as [#seal] wrote it: strict UTF-8, no name
    /// twice, no white space or escape of another spelling, and the right `hash`. A line of AgntOS 1.x, which
    /// has no hash, is therefore empty too: tell it by [#isChained].
    ///
    /// @param line without its newline
    public static Optional<Link> link(byte[] line) {
        try {
            ObjectNode entry = Json.parseObject(line);
            Sha256 prev = new Sha256(entry.path(PREV).asText());
            Link link = new Link(prev, new Sha256(entry.path(HASH).asText()));
            boolean isWhole =
                    Arrays.equals(Json.bytes(entry), line) && hash(entry).equals(link.hash());
            return isWhole ? Optional.of(link) : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// True if the line claims to be part of the chain, altered or not: everything from the first such line
    /// on must be. Our lines begin with `{"schema":2`, no line of AgntOS 1.x does.
    public static boolean isChained(byte[] line) {
        int length = Math.min(line.length, START.length());
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).equals(START);
    }
}
