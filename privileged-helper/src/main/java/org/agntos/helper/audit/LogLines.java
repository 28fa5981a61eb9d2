package org.agntos.helper.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/// Reading the bytes of a log by lines, from its end or from its beginning.
final class LogLines {
    private static final int BLOCK = 64 << 10;

    private LogLines() {}

    /// The last line with its newline, if it has one; empty for an empty log.
    static byte[] last(FileChannel channel) throws IOException {
        long end = channel.size();
        byte[] tail = new byte[0];
        for (long start = end; start > 0; ) {
            long from = Math.max(0, start - BLOCK);
            byte[] joined = Arrays.copyOf(read(channel, from, (int) (start - from)), (int) (end - from));
            System.arraycopy(tail, 0, joined, (int) (start - from), tail.length);
            tail = joined;
            start = from;
            int newline = lastNewline(tail, tail.length - 2);
            if (newline >= 0) {
                return Arrays.copyOfRange(tail, newline + 1, tail.length);
            }
        }
        return tail;
    }

    private static int lastNewline(byte[] bytes, int from) {
        int i = from;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i;
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // Until the block is full or the file has become shorter.
        }
        return buffer.array();
    }

    /// Opens a log to be read line by line as [#bytes] of each line: Latin-1 keeps every byte.
    static BufferedReader reader(Path log) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(log, LinkOption.NOFOLLOW_LINKS), StandardCharsets.ISO_8859_1),
                BLOCK);
    }

    static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean isEnded(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    static byte[] withoutNewline(byte[] line) {
        return isEnded(line) ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
