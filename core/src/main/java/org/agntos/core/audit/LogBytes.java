package org.agntos.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Goes through the lines of a log from its end, reading only as much as is asked for. For one thread.
final class LogBytes implements AutoCloseable {
    private static final int BLOCK = 1 << 18;

    private final FileChannel channel;
    private final long size;

    private LogBytes(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /// Is shown one line after the other.
    @FunctionalInterface
    interface Visitor {
        /// @param line without its newline; @param end the offset after its newline
        /// @return whether to go on
        boolean visit(byte[] line, long end);
    }

    /// Opens the log as it is now; later growth is not seen.
    ///
    /// @throws NoSuchFileException if there is none
    static LogBytes open(Path log) throws IOException {
        FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
        try {
            return new LogBytes(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Shows each line that has an end to `visitor`, the last first, until it returns false.
    void backwards(Visitor visitor) throws IOException {
        long end = size;
        byte[] tail = new byte[0];
        boolean isWhole = false;
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            byte[] block = read(end - length, length, tail);
            int lineEnd = block.length;
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    if (isWhole && !visit(visitor, block, i + 1, lineEnd, end - length)) {
                        return;
                    }
                    isWhole = true;
                    lineEnd = i;
                }
            }
            end -= length;
            tail = slice(block, 0, lineEnd);
        }
        if (isWhole) {
            visitor.visit(tail, tail.length + 1L);
        }
    }

    private static boolean visit(Visitor visitor, byte[] block, int from, int to, long base) {
        return visitor.visit(slice(block, from, to), base + to + 1);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(bytes, from, part, 0, part.length);
        return part;
    }

    private byte[] read(long from, int length, byte[] tail) throws IOException {
        byte[] bytes = new byte[length + tail.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // A channel may give less than was asked for.
        }
        System.arraycopy(tail, 0, bytes, length, tail.length);
        return bytes;
    }

    /// How many lines end before `offset`.
    int linesBefore(long offset) throws IOException {
        int lines = 0;
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < offset; ) {
            int length = (int) Math.min(BLOCK, offset - at);
            int count = channel.read(ByteBuffer.wrap(block, 0, length), at);
            if (count < 0) {
                return lines;
            }
            for (int i = 0; i < count; i++) {
                lines += block[i] == '\n' ? 1 : 0;
            }
            at += count;
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
