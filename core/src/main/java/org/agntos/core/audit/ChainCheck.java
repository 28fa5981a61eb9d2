package org.agntos.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.agntos.core.audit.AuditLog.BadLine;
import org.agntos.core.audit.AuditLog.ChainReport;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// Follows the chain of the record from its first line to the head that is kept apart. Any thread.
final class ChainCheck {
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final HelperPaths paths;

    ChainCheck(HelperPaths paths) {
        this.paths = paths;
    }

    /// What the head file says. @param entries chained lines; @param hash of the last
    private record Head(long entries, String hash) {}

    /// The helper appends the line first and the head right after; between the two the check would be wrong, so it is
    /// repeated for a moment while a transaction is open.
    ChainReport run() {
        try {
            ChainReport report = check();
            for (int i = 1; i < ATTEMPTS && !report.isOk() && isTransactionOpen(); i++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                report = check();
            }
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log " + paths.auditLog() + " cannot be read", e);
        }
    }

    private boolean isTransactionOpen() throws IOException {
        if (!Files.isReadable(paths.journal()) || !Files.isDirectory(paths.journal())) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.journal())) {
            return entries.iterator().hasNext();
        }
    }

    private byte[] head() throws IOException {
        try {
            return Files.readAllBytes(paths.auditHead());
        } catch (NoSuchFileException _) {
            return new byte[0];
        }
    }

    private ChainReport check() throws IOException {
        byte[] log = log();
        List<byte[]> lines = lines(log);
        BadLine bad = badLine(log, lines, head());
        return new ChainReport(lines.size(), bad);
    }

    private byte[] log() throws IOException {
        try {
            return Files.readAllBytes(paths.auditLog());
        } catch (NoSuchFileException _) {
            return new byte[0];
        }
    }

    /// A last line without an end counts as a line.
    private static List<byte[]> lines(byte[] log) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < log.length; i++) {
            if (log[i] == '\n') {
                lines.add(Arrays.copyOfRange(log, start, i));
                start = i + 1;
            }
        }
        if (start < log.length) {
            lines.add(Arrays.copyOfRange(log, start, log.length));
        }
        return lines;
    }

    private static @Nullable BadLine badLine(byte[] log, List<byte[]> lines, byte[] head) {
        int old = 0;
        int oldBytes = 0;
        while (old < lines.size() && !AuditChain.isChained(lines.get(old))) {
            Optional<BadLine> bad = badOldLine(lines.get(old), old + 1);
            if (bad.isPresent()) {
                return bad.get();
            }
            oldBytes += lines.get(old).length + 1;
            old++;
        }
        Sha256 start = oldBytes == 0 ? Sha256.ZERO : sha256(log, Math.min(oldBytes, log.length));
        Walk walk = new Walk(lines, old, start);
        BadLine bad = walk.badLine();
        if (bad != null) {
            return bad;
        }
        if (log.length > 0 && log[log.length - 1] != '\n') {
            return new BadLine(lines.size(), "the line has no end");
        }
        return badHead(head, lines.size(), lines.size() - old, walk.last());
    }

    private static Sha256 sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return new Sha256(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// A line before the chain must be one of AgntOS 1.x, not one of ours that was altered.
    private static Optional<BadLine> badOldLine(byte[] line, int number) {
        Optional<JsonNode> object = AuditLineReader.object(line);
        if (object.isEmpty()) {
            return Optional.of(new BadLine(number, "the line cannot be read: it is not a JSON object"));
        }
        boolean isOurs = object.get().has("hash")
                || object.get().has("prev")
                || object.get().has("schema");
        return isOurs
                ? Optional.of(new BadLine(number, "the line was altered: its start is not as it was written"))
                : Optional.empty();
    }

    private static @Nullable BadLine badHead(byte[] bytes, int lines, int chained, Sha256 last) {
        if (bytes.length == 0) {
            return chained == 0 ? null : new BadLine(lines + 1, "the head of the log, which is kept apart, is missing");
        }
        Optional<Head> head = AuditLineReader.object(bytes)
                .filter(object -> object.path("entries").canConvertToLong()
                        && object.path("hash").isTextual())
                .map(object -> new Head(
                        object.path("entries").longValue(), object.path("hash").textValue()));
        if (head.isEmpty()) {
            return new BadLine(lines + 1, "the head of the log, which is kept apart, cannot be read");
        }
        long missing = head.get().entries() - chained;
        if (missing > 0) {
            return new BadLine(lines + 1, missing + (missing == 1 ? " line is" : " lines are") + " missing at the end");
        }
        if (missing < 0) {
            return new BadLine((int) (lines + missing + 1), "the line was not added by the helper, or its head is old");
        }
        boolean isSame = chained == 0 || last.hex().equals(head.get().hash());
        return isSame ? null : new BadLine(lines, "the line is not the one that the head of the log names");
    }

    /// The way along the chained lines.
    private static final class Walk {
        private final List<byte[]> lines;
        private final int first;
        private Sha256 last;

        Walk(List<byte[]> lines, int first, Sha256 start) {
            this.lines = lines;
            this.first = first;
            this.last = start;
        }

        Sha256 last() {
            return last;
        }

        @Nullable BadLine badLine() {
            Set<Sha256> seen = new HashSet<>();
            for (int i = first; i < lines.size(); i++) {
                Optional<AuditChain.Link> link = AuditChain.link(lines.get(i));
                if (link.isEmpty()) {
                    return new BadLine(i + 1, damage(lines.get(i)));
                }
                if (!link.get().prev().equals(last)) {
                    return new BadLine(i + 1, gap(link.get(), seen, i));
                }
                last = link.get().hash();
                seen.add(last);
            }
            return null;
        }

        private static String damage(byte[] line) {
            if (!AuditChain.isChained(line)) {
                return AuditLineReader.object(line).isPresent()
                        ? "the line is not one that the helper wrote"
                        : "the line cannot be read: it is not a JSON object";
            }
            return "the line was altered: its hash does not belong to its content";
        }

        private String gap(AuditChain.Link link, Set<Sha256> seen, int index) {
            if (seen.contains(link.hash())) {
                return "the line is repeated";
            }
            for (int i = index + 1; i < lines.size(); i++) {
                boolean isBefore = AuditChain.link(lines.get(i))
                        .map(AuditChain.Link::hash)
                        .filter(link.prev()::equals)
                        .isPresent();
                if (isBefore) {
                    return "the line is not in its place: the one before it comes later, in line " + (i + 1);
                }
            }
            return index == first
                    ? "the lines before it were removed or altered"
                    : "at least one line before it was removed";
        }
    }
}
