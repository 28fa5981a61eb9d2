package org.agntos.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.agntos.core.audit.AuditLog.BadLine;
import org.agntos.core.audit.AuditLog.ChainReport;
import org.agntos.core.audit.LogBlocks.Block;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;

/// Follows the chain of the record from its first line to the head that is kept apart. Any thread.
final class ChainCheck {
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(30);
    private static final int MAX_HEAD = 1 << 10;

    private final HelperPaths paths;
    private final int block;

    ChainCheck(HelperPaths paths) {
        this(paths, LogBlocks.BLOCK);
    }

    /// @param block how many bytes are checked at a time
    ChainCheck(HelperPaths paths, int block) {
        this.paths = paths;
        this.block = block;
    }

    /// What the head file says.
    private sealed interface Head {
        /// @param entries chained lines; @param hash of the last
        record Known(long entries, String hash) implements Head {}

        record Missing() implements Head {}

        /// @param what it is instead, such as `cannot be read`
        record Damaged(String what) implements Head {}
    }

    /// The lines of AgntOS 1.x before the chain. @param end offset after them
    private record Old(int lines, long end, Sha256 hash, Optional<BadLine> bad) {}

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

    private ChainReport check() throws IOException {
        try (LogBytes log = LogBytes.open(paths)) {
            return check(log, head());
        } catch (LogBytes.NotAFileException e) {
            return new ChainReport(0, new BadLine(1, String.valueOf(e.getMessage())));
        }
    }

    private ChainReport check(LogBytes log, Head head) throws IOException {
        Old old = old(log);
        if (old.bad().isPresent()) {
            return new ChainReport(old.lines(), old.bad().get());
        }
        ChainWalk walk = new ChainWalk(log, old.end(), old.lines() + 1, old.hash(), block);
        BadLine bad = walk.badLine();
        int lines = old.lines() + walk.lines();
        if (bad != null) {
            return new ChainReport(lines, bad);
        }
        byte[] end = new byte[1];
        if (log.size() > 0 && log.read(log.size() - 1, end, 0, 1) == 1 && end[0] != '\n') {
            return new ChainReport(lines, new BadLine(lines, "the line has no end"));
        }
        return new ChainReport(lines, badHead(head, lines, walk).orElse(null));
    }

    /// Reads up to the first line that claims to be ours.
    private Old old(LogBytes log) throws IOException {
        MessageDigest digest = Sha256.digest();
        LogBlocks blocks = new LogBlocks(log, 0, block);
        int lines = 0;
        long end = 0;
        for (Optional<Block> next = blocks.next(); next.isPresent(); next = blocks.next()) {
            Block block = next.get();
            for (int start = 0; start < block.length(); start = block.lineEnd(start) + 1) {
                byte[] line = block.line(start);
                if (AuditChain.isChained(line)) {
                    return new Old(lines, end, hash(digest, end), Optional.empty());
                }
                lines++;
                Optional<String> bad = badOldLine(line);
                if (bad.isPresent()) {
                    return new Old(lines, end, Sha256.ZERO, Optional.of(new BadLine(lines, bad.get())));
                }
                int length = Math.min(line.length + 1, block.length() - start);
                digest.update(block.bytes(), start, length);
                end += length;
            }
        }
        return new Old(lines, end, hash(digest, end), Optional.empty());
    }

    private static Sha256 hash(MessageDigest digest, long bytes) {
        return bytes == 0 ? Sha256.ZERO : new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /// A line before the chain must be one of AgntOS 1.x, not one of ours that was altered.
    private static Optional<String> badOldLine(byte[] line) {
        Optional<JsonNode> object = AuditLineReader.object(line);
        if (object.isEmpty()) {
            return Optional.of("the line cannot be read: it is not a JSON object");
        }
        boolean isOurs = object.get().has("hash")
                || object.get().has("prev")
                || object.get().has("schema");
        return isOurs ? Optional.of("the line was altered: its start is not as it was written") : Optional.empty();
    }

    private Head head() throws IOException {
        Path file = paths.auditHead();
        try {
            LogBytes.requireFile(file);
        } catch (NoSuchFileException _) {
            return new Head.Missing();
        } catch (LogBytes.NotAFileException e) {
            return new Head.Damaged(": " + e.getMessage());
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return AuditLineReader.object(in.readNBytes(MAX_HEAD))
                    .filter(head -> head.path("entries").canConvertToLong()
                            && head.path("hash").isTextual())
                    .<Head>map(head -> new Head.Known(
                            head.path("entries").longValue(), head.path("hash").textValue()))
                    .orElseGet(() -> new Head.Damaged(" cannot be read; move it away (mv " + file + " " + file
                            + ".damaged) and the log goes on"));
        } catch (NoSuchFileException _) {
            return new Head.Missing();
        }
    }

    private Optional<BadLine> badHead(Head head, int lines, ChainWalk walk) throws IOException {
        return switch (head) {
            case Head.Missing()
            when walk.lines() > 0 ->
                Optional.of(new BadLine(lines + 1, "the head of the log, which is kept apart, is missing"));
            case Head.Missing() -> hasTraces() ? gone(lines) : Optional.empty();
            case Head.Known(var _, String hash)
            when walk.lines() == 0 && hash.equals(AuditChain.GONE.hex()) -> gone(lines);
            case Head.Damaged(String what) ->
                Optional.of(new BadLine(lines + 1, "the head of the log, which is kept apart," + what));
            case Head.Known known -> badHead(known, lines, walk);
        };
    }

    private static Optional<BadLine> gone(int lines) {
        return Optional.of(new BadLine(
                lines + 1, "the record was taken away with its head: there are generations that the helper made"));
    }

    private static Optional<BadLine> badHead(Head.Known head, int lines, ChainWalk walk) {
        long missing = head.entries() - walk.lines();
        if (missing > 0) {
            return Optional.of(new BadLine(
                    lines + 1, missing + (missing == 1 ? " line is" : " lines are") + " missing at the end"));
        }
        if (missing < 0) {
            return Optional.of(new BadLine(
                    (int) (lines + missing + 1), "the line was not added by the helper, or its head is old"));
        }
        boolean isSame = walk.lines() == 0 || walk.last().equals(head.hash());
        return isSame
                ? Optional.empty()
                : Optional.of(new BadLine(lines, "the line is not the one that the head of the log names"));
    }

    /// What remains of acts when the record does not: manifests, and on a practice machine its generations.
    private boolean hasTraces() throws IOException {
        if (AuditFiles.hasTraces(paths)) {
            return true;
        }
        Path profile = paths.profile();
        if (!profile.startsWith(paths.machineRoot())
                || paths.machineRoot().getNameCount() == 0
                || isTransactionOpen()) {
            return false;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(profile.resolveSibling("."), "system-*-link")) {
            int count = 0;
            for (Path _ : links) {
                count++;
            }
            return count > 1;
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
