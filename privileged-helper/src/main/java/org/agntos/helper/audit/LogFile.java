package org.agntos.helper.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.agntos.helper.protocol.Failure;

/// Opening the files of the record, which may have been replaced by anything, and reading the last line of
/// one.
final class LogFile {
    private static final int BLOCK = 64 << 10;

    private LogFile() {}

    /// True for an ordinary file, false if nothing is there.
    ///
    /// @throws Failure if it is anything else, which would be followed, or waited for without end
    static boolean exists(Path file) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                String kind =
                        found.isSymbolicLink() ? "symbolic link" : found.isDirectory() ? "folder" : "pipe or device";
                throw damaged(file, "is a " + kind + " and no file");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// A file of the record is not as a helper leaves it, whatever kills it, so that nothing can be recorded.
    static Failure damaged(Path file, String what) {
        return Failure.refused(
                "The audit log cannot be continued: " + file + " " + what + ".",
                "Keep it for whoever looks into it: `mv " + file + " " + file + ".damaged`. Then the log goes on, and"
                        + " `agntctl audit verify` names the place.");
    }

    /// The last line with its newline, if it has one; empty for an empty file.
    static byte[] lastLine(FileChannel channel) throws IOException {
        long size = channel.size();
        for (long length = Math.min(size, BLOCK); ; length = Math.min(size, 2 * length)) {
            ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(length));
            while (tail.hasRemaining() && channel.read(tail, size - length + tail.position()) >= 0) {
                // Until it is full or the file has become shorter.
            }
            int start = tail.capacity() - 1;
            while (start > 0 && tail.get(start - 1) != '\n') {
                start--;
            }
            if (start > 0 || length == size) {
                return Arrays.copyOfRange(tail.array(), Math.max(0, start), tail.capacity());
            }
        }
    }

    static boolean isEnded(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    static byte[] withoutNewline(byte[] line) {
        return isEnded(line) ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
