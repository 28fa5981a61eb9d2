package org.agntos.core.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/// Goes through a log from front to back in large pieces that end with a line. For one thread.
final class LogBlocks {
    static final int BLOCK = 2 << 20;

    /// The helper takes requests of 1 MiB, so no line of the record is nearly as long.
    private static final int MAX_LINE = 32 << 20;

    private final LogBytes log;
    private final int block;
    private long at;

    /// @param from offset of the beginning of a line; @param block how many bytes a piece is to have
    LogBlocks(LogBytes log, long from, int block) {
        this.log = log;
        this.at = from;
        this.block = block;
    }

    /// Whole lines, but for the end of a log whose last line has none.
    static final class Block {
        private final byte[] bytes;
        private final int length;

        private Block(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /// Not to be changed; only the first [#length] count.
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /// The offset after the line that begins at `from`, without its newline.
        int lineEnd(int from) {
            int end = from;
            while (end < length && bytes[end] != '\n') {
                end++;
            }
            return end;
        }

        byte[] line(int from) {
            return Arrays.copyOfRange(bytes, from, lineEnd(from));
        }
    }

    /// The next piece, empty at the end of the log.
    ///
    /// @throws IOException also if a line has no end within reason
    Optional<Block> next() throws IOException {
        for (int length = block; at < log.size(); length *= 2) {
            byte[] bytes = new byte[(int) Math.min(length, log.size() - at)];
            int count = log.read(at, bytes, 0, bytes.length);
            int end = count;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            boolean isLast = at + count >= log.size() || count < bytes.length;
            if (end > 0 || isLast) {
                int used = isLast && end == 0 ? count : end;
                Block block = new Block(bytes, used);
                at = count == 0 ? log.size() : at + used;
                return Optional.of(block);
            }
            if (length >= MAX_LINE) {
                throw new IOException("a line of it is longer than " + MAX_LINE + " bytes");
            }
        }
        return Optional.empty();
    }

    /// The number, counted from `first`, of the first line that `wanted` lets through.
    static Optional<Integer> find(LogBytes log, long from, int first, Predicate<byte[]> wanted) throws IOException {
        LogBlocks blocks = new LogBlocks(log, from, BLOCK);
        int number = first;
        for (Optional<Block> next = blocks.next(); next.isPresent(); next = blocks.next()) {
            Block block = next.get();
            for (int start = 0; start < block.length(); start = block.lineEnd(start) + 1) {
                if (wanted.test(block.line(start))) {
                    return Optional.of(number);
                }
                number++;
            }
        }
        return Optional.empty();
    }
}
