package org.agntos.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Sha256;

/// Checks single lines of the chain as [AuditChain#link] does, many times as fast: it goes through the bytes once,
/// brings them into canonical form on the way and makes no tree. It says yes only to what is surely right; what it does
/// not know, such as names with escapes or very long lines, it leaves to [AuditChain]. For one thread.
final class SealedLine {
    /// Below this no limit of the strict reader can be reached but those for names and depth.
    private static final int MAX_LENGTH = 1 << 16;

    private static final int MAX_NAME = 200;
    private static final int MAX_DEPTH = 6;
    private static final int MAX_MEMBERS = 64;
    private static final int MAX_DIGITS = 18;
    private static final int HASH_DIGITS = 64;
    private static final byte[] HASH = {'h', 'a', 's', 'h'};
    private static final byte[] PREV = {'p', 'r', 'e', 'v'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] computed = new byte[32];
    private final byte[] prev = new byte[HASH_DIGITS];
    private final byte[] hash = new byte[HASH_DIGITS];
    private final Members[] members = new Members[MAX_DEPTH + 1];
    private final byte[] canonical = new byte[MAX_LENGTH + 8];
    private final byte[] spare = new byte[MAX_LENGTH + 8];
    private byte[] in = new byte[0];
    private int at;
    private int end;
    private int out;
    private boolean hasPrev;
    private boolean hasHash;

    SealedLine() {
        Arrays.setAll(members, _ -> new Members());
    }

    /// Where the members of one object lie in the canonical form.
    private static final class Members {
        private final int[] start = new int[MAX_MEMBERS];
        private final int[] nameEnd = new int[MAX_MEMBERS];
        private final int[] end = new int[MAX_MEMBERS];
        private final int[] order = new int[MAX_MEMBERS];
        private int count;
    }

    /// True if the line is one of the chain, unaltered; then [#prev] and [#hash] are its own until the next call.
    boolean check(byte[] bytes, int from, int to) {
        if (to - from <= MAX_LENGTH && isSealed(bytes, from, to)) {
            return true;
        }
        return AuditChain.link(Arrays.copyOfRange(bytes, from, to))
                .map(this::keep)
                .isPresent();
    }

    private AuditChain.Link keep(AuditChain.Link link) {
        copy(link.prev().hex(), prev);
        copy(link.hash().hex(), hash);
        return link;
    }

    private static void copy(String hex, byte[] to) {
        System.arraycopy(hex.getBytes(StandardCharsets.US_ASCII), 0, to, 0, HASH_DIGITS);
    }

    /// As 64 digits; not to be changed.
    byte[] prev() {
        return prev;
    }

    byte[] hash() {
        return hash;
    }

    private boolean isSealed(byte[] bytes, int from, int to) {
        in = bytes;
        at = from;
        end = to;
        out = 0;
        hasPrev = false;
        hasHash = false;
        if (!object(0) || at != end || !hasPrev || !hasHash) {
            return false;
        }
        try {
            sha256.update(canonical, 0, out);
            sha256.digest(computed, 0, computed.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
        for (int i = 0; i < computed.length; i++) {
            if (hash[2 * i] != HEX[(computed[i] >> 4) & 15] || hash[2 * i + 1] != HEX[computed[i] & 15]) {
                return false;
            }
        }
        return true;
    }

    private boolean take(char wanted) {
        if (at < end && in[at] == wanted) {
            canonical[out++] = in[at++];
            return true;
        }
        return false;
    }

    private boolean value(int depth) {
        if (at >= end) {
            return false;
        }
        return switch (in[at]) {
            case '"' -> string();
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> integer();
        };
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean integer() {
        boolean isNegative = take('-');
        int start = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            canonical[out++] = in[at++];
        }
        int digits = at - start;
        boolean isPlain = digits == 1 || (digits > 1 && in[start] != '0');
        return isPlain && digits <= MAX_DIGITS && !(isNegative && in[start] == '0');
    }

    private boolean array(int depth) {
        if (depth > MAX_DEPTH || !take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean object(int depth) {
        if (depth > MAX_DEPTH || !take('{')) {
            return false;
        }
        Members found = members[depth];
        found.count = 0;
        int start = out;
        if (take('}')) {
            return true;
        }
        do {
            if (!member(depth, found)) {
                return false;
            }
        } while (take(','));
        return at < end && in[at++] == '}' && sort(found, start);
    }

    private boolean member(int depth, Members found) {
        int i = found.count;
        int name = at + 1;
        found.start[i] = out;
        if (!name() || !take(':')) {
            return false;
        }
        found.nameEnd[i] = out - 2;
        int length = at - 2 - name;
        int value = at;
        if (!value(depth)) {
            return false;
        }
        found.end[i] = out;
        if (depth == 0 && Arrays.equals(in, name, name + length, HASH, 0, HASH.length)) {
            boolean isFirst = !hasHash;
            hasHash = isDigest(value, hash);
            out = found.start[i];
            return isFirst && hasHash;
        }
        if (depth == 0 && Arrays.equals(in, name, name + length, PREV, 0, PREV.length)) {
            hasPrev = isDigest(value, prev);
        }
        return ++found.count < MAX_MEMBERS;
    }

    /// A name without escapes, of ASCII characters.
    private boolean name() {
        if (!take('"')) {
            return false;
        }
        int start = at;
        while (at < end && in[at] != '"') {
            if (in[at] < ' ' || in[at] == '\\' || at - start > MAX_NAME) {
                return false;
            }
            canonical[out++] = in[at++];
        }
        return take('"');
    }

    private boolean isDigest(int from, byte[] to) {
        if (at - from != HASH_DIGITS + 2 || in[from] != '"') {
            return false;
        }
        for (int i = 0; i < HASH_DIGITS; i++) {
            byte c = in[from + 1 + i];
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            to[i] = c;
        }
        return true;
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < end) {
            byte c = in[at];
            if (c == '"') {
                return take('"');
            }
            if (c == '\\' ? !escape() : c < ' ' && !(c < 0 && sequence())) {
                return false;
            }
            if (c >= ' ' && c != '\\') {
                canonical[out++] = in[at++];
            }
        }
        return false;
    }

    /// Only the escapes that the canonical form has.
    private boolean escape() {
        if (at + 1 >= end) {
            return false;
        }
        int length = switch (in[at + 1]) {
            case '"', '\\', 'b', 't', 'n', 'f', 'r' -> 2;
            case 'u' -> isControl(at + 2) ? 6 : 0;
            default -> 0;
        };
        copy(length);
        return length > 0;
    }

    /// `00XX` for a control character that has no shorter escape.
    private boolean isControl(int from) {
        if (from + 4 > end || in[from] != '0' || in[from + 1] != '0' || (in[from + 2] != '0' && in[from + 2] != '1')) {
            return false;
        }
        byte low = in[from + 3];
        boolean isShort = in[from + 2] == '0' && (low == '8' || low == '9' || low == 'A' || low == 'C' || low == 'D');
        return !isShort && ((low >= '0' && low <= '9') || (low >= 'A' && low <= 'F'));
    }

    /// A character of two to four bytes in strict UTF-8.
    private boolean sequence() {
        int first = in[at] & 0xFF;
        int length = first >= 0xC2 && first <= 0xDF
                ? 2
                : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return false;
        }
        int second = in[at + 1] & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        boolean isValid = second >= lowest && second <= highest;
        for (int i = 2; i < length; i++) {
            isValid &= (in[at + i] & 0xC0) == 0x80;
        }
        copy(length);
        return isValid;
    }

    private void copy(int length) {
        for (int i = 0; i < length; i++) {
            canonical[out++] = in[at++];
        }
    }

    /// Brings the members that were just written into the order of their names and closes the object.
    private boolean sort(Members found, int start) {
        boolean isSorted = true;
        int length = 0;
        for (int i = 0; i < found.count; i++) {
            int place = i;
            while (place > 0 && compareNames(found, found.order[place - 1], i) > 0) {
                found.order[place] = found.order[place - 1];
                place--;
                isSorted = false;
            }
            if (place > 0 && compareNames(found, found.order[place - 1], i) == 0) {
                return false;
            }
            found.order[place] = i;
            length += found.end[i] - found.start[i] + (i == 0 ? 0 : 1);
        }
        if (!isSorted || out != start + length) {
            reorder(found, start);
        }
        canonical[out++] = '}';
        return true;
    }

    private void reorder(Members found, int start) {
        int length = 0;
        for (int i = 0; i < found.count; i++) {
            int member = found.order[i];
            int size = found.end[member] - found.start[member];
            if (i > 0) {
                spare[length++] = ',';
            }
            System.arraycopy(canonical, found.start[member], spare, length, size);
            length += size;
        }
        System.arraycopy(spare, 0, canonical, start, length);
        out = start + length;
    }

    private int compareNames(Members found, int one, int other) {
        return Arrays.compareUnsigned(
                canonical,
                found.start[one] + 1,
                found.nameEnd[one],
                canonical,
                found.start[other] + 1,
                found.nameEnd[other]);
    }
}
