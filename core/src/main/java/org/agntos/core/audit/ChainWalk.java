package org.agntos.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agntos.core.audit.AuditLog.BadLine;
import org.agntos.core.audit.LogBlocks.Block;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// Follows the chained lines of a log, piece by piece on every processor, holding a few pieces in memory at a time.
/// For one walk.
final class ChainWalk {
    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
    private static final int AHEAD = THREADS + 2;

    private final LogBytes log;
    private final long from;
    private final int firstLine;
    private final int block;
    private String last;
    private int lines;

    /// @param from offset of the first chained line; @param firstLine its number
    /// @param start what it must link to; @param block how many bytes are checked at a time
    ChainWalk(LogBytes log, long from, int firstLine, Sha256 start, int block) {
        this.log = log;
        this.from = from;
        this.firstLine = firstLine;
        this.last = start.hex();
        this.block = block;
    }

    /// The hash of the last good line.
    String last() {
        return last;
    }

    /// How many lines were found good.
    int lines() {
        return lines;
    }

    /// What the lines of one piece say by themselves.
    ///
    /// @param good how many are unaltered and follow one another; @param prev of the first, @param hash of the last
    /// @param badAt where the line after them begins, −1 if there is none
    /// @param isGap whether that one is unaltered
    private record Found(int good, String prev, String hash, int badAt, boolean isGap) {}

    /// A piece on its way. @param found its check, which runs elsewhere
    private record Ahead(Block block, Future<Found> found) {}

    @Nullable BadLine badLine() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("chain-", 0).factory());
        try {
            return walk(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable BadLine walk(ExecutorService threads) throws IOException {
        ThreadLocal<SealedLine> checkers = ThreadLocal.withInitial(SealedLine::new);
        LogBlocks blocks = new LogBlocks(log, from, block);
        Queue<Ahead> ahead = new ArrayDeque<>();
        Optional<Block> next = blocks.next();
        while (next.isPresent() || !ahead.isEmpty()) {
            while (next.isPresent() && ahead.size() < AHEAD) {
                Block block = next.get();
                ahead.add(new Ahead(block, threads.submit(() -> check(checkers.get(), block))));
                next = blocks.next();
            }
            Ahead oldest = ahead.remove();
            BadLine bad = follow(oldest.block(), await(oldest.found()));
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    private static Found await(Future<Found> found) throws IOException {
        try {
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("checking the record was cancelled");
        } catch (ExecutionException e) {
            throw new IOException("a line of it cannot be checked", e);
        }
    }

    private static Found check(SealedLine checker, Block block) {
        String prev = "";
        byte[] hash = new byte[0];
        int good = 0;
        int end;
        for (int start = 0; start < block.length(); start = end + 1) {
            end = block.lineEnd(start);
            boolean isSealed = checker.check(block.bytes(), start, end);
            if (!isSealed || (good > 0 && !Arrays.equals(checker.prev(), hash))) {
                return new Found(good, prev, ascii(hash), start, isSealed);
            }
            if (good == 0) {
                prev = ascii(checker.prev());
            }
            hash = checker.hash().clone();
            good++;
        }
        return new Found(good, prev, ascii(hash), -1, false);
    }

    private static String ascii(byte[] digits) {
        return new String(digits, StandardCharsets.US_ASCII);
    }

    private @Nullable BadLine follow(Block block, Found found) throws IOException {
        if (found.good() > 0 && !found.prev().equals(last)) {
            return gap(block.line(0));
        }
        lines += found.good();
        if (found.good() > 0) {
            last = found.hash();
        }
        if (found.badAt() < 0) {
            return null;
        }
        byte[] line = block.line(found.badAt());
        return found.isGap() ? gap(line) : new BadLine(firstLine + lines, damage(line));
    }

    private static String damage(byte[] line) {
        if (!AuditChain.isChained(line)) {
            return AuditLineReader.object(line).isPresent()
                    ? "the line is not one that the helper wrote"
                    : "the line cannot be read: it is not a JSON object";
        }
        return "the line was altered: its hash does not belong to its content";
    }

    private BadLine gap(byte[] line) throws IOException {
        int number = firstLine + lines;
        AuditChain.Link link = AuditChain.link(line).orElseThrow();
        if (link.prev().equals(AuditChain.GONE)) {
            return new BadLine(number, "the lines before it were taken away, together with the head of the log");
        }
        Optional<Integer> same = LogBlocks.find(log, from, firstLine, other -> isSealedBy(other, link.hash()));
        if (same.isPresent() && same.get() < number) {
            return new BadLine(number, "the line is repeated");
        }
        Optional<Integer> before = LogBlocks.find(log, from, firstLine, other -> isSealedBy(other, link.prev()));
        if (before.isPresent() && before.get() > number) {
            return new BadLine(
                    number, "the line is not in its place: the one before it comes later, in line " + before.get());
        }
        return new BadLine(
                number,
                lines == 0 ? "the lines before it were removed or altered" : "at least one line before it was removed");
    }

    private static boolean isSealedBy(byte[] line, Sha256 hash) {
        return AuditLineReader.contains(line, hash.hex())
                && AuditChain.link(line)
                        .map(AuditChain.Link::hash)
                        .filter(hash::equals)
                        .isPresent();
    }
}
