package org.agntos.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.HelperPaths;

/// The bytes of the whole record as it is now, the full files and the growing one as if they were one. Later growth is
/// not seen. For one thread, but for [#read].
final class LogBytes implements AutoCloseable {
    private static final int BLOCK = 1 << 18;
    private static final int ATTEMPTS = 20;

    private final List<Part> parts;
    private final long size;

    /// @param start offset of its first byte in the whole
    private record Part(FileChannel channel, long start, long size) {}

    private LogBytes(List<Part> parts) {
        this.parts = parts;
        this.size =
                parts.isEmpty() ? 0 : parts.getLast().start() + parts.getLast().size();
    }

    /// Is shown one line after the other.
    @FunctionalInterface
    interface Visitor {
        /// @param line without its newline; @param end the offset after its newline
        /// @return whether to go on
        boolean visit(byte[] line, long end);
    }

    /// Something is in place of a file of the record that is not to be read. The message says what and what to do.
    static final class NotAFileException extends IOException {
        NotAFileException(Path file, String kind) {
            super(file + " is a " + kind + " and no file; move it away (mv " + file + " " + file
                    + ".damaged): the log then goes on, and verifying names what is missing");
        }
    }

    /// Opens the log; one that is not there is empty.
    ///
    /// @throws NotAFileException if a part of it is a link, a folder, a pipe or a device
    static LogBytes open(HelperPaths paths) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            List<Path> files = AuditFiles.of(paths);
            List<Part> parts = new ArrayList<>();
            try {
                long start = 0;
                for (Path file : files) {
                    requireFile(file);
                    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                    parts.add(new Part(channel, start, channel.size()));
                    start += parts.getLast().size();
                }
                if (AuditFiles.of(paths).equals(files)) {
                    return new LogBytes(parts);
                }
            } catch (NoSuchFileException _) {
                // The helper has just renamed it.
            } catch (IOException e) {
                close(parts);
                throw e;
            }
            close(parts);
        }
        throw new IOException("the files in " + paths.log() + " change all the time");
    }

    /// @throws NotAFileException if it is there and no ordinary file; opening a pipe would wait without end
    static void requireFile(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new NotAFileException(
                    file, found.isSymbolicLink() ? "symbolic link" : found.isDirectory() ? "folder" : "pipe or device");
        }
    }

    long size() {
        return size;
    }

    /// Shows each line that has an end to `visitor`, the last first, until it returns false.
    void backwards(Visitor visitor) throws IOException {
        long end = size;
        byte[] tail = new byte[0];
        boolean isWhole = false;
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            byte[] block = blockBefore(end, length, tail);
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

    private byte[] blockBefore(long end, int length, byte[] tail) throws IOException {
        byte[] bytes = new byte[length + tail.length];
        read(end - length, bytes, 0, length);
        System.arraycopy(tail, 0, bytes, length, tail.length);
        return bytes;
    }

    /// Reads until `length` bytes are there or the log ends. Any thread. @return how many
    int read(long from, byte[] to, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to, offset, (int) Math.min(length, size - from));
        int wanted = buffer.remaining();
        for (Part part : parts) {
            long at = from + wanted - buffer.remaining();
            if (at >= part.start() && at < part.start() + part.size()) {
                ByteBuffer piece = buffer.slice(
                        buffer.position(), (int) Math.min(buffer.remaining(), part.start() + part.size() - at));
                readFully(part, at - part.start(), piece);
                buffer.position(buffer.position() + piece.position());
            }
        }
        return wanted - buffer.remaining();
    }

    private static void readFully(Part part, long from, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining() && part.channel().read(piece, from + piece.position()) >= 0) {
            // A channel may give less than was asked for.
        }
    }

    /// How many lines end before `offset`.
    int linesBefore(long offset) throws IOException {
        int lines = 0;
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < offset; ) {
            int count = read(at, block, 0, (int) Math.min(BLOCK, offset - at));
            if (count <= 0) {
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
        close(parts);
    }

    private static void close(List<Part> parts) throws IOException {
        for (Part part : parts) {
            part.channel().close();
        }
    }
}
