package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// A file of the helper's own that is replaced as a whole: staged in the journal's folder and forced to disk, then
/// renamed. What needs room happens before [#commit], which needs none. Whatever a killed helper had staged is swept
/// from the journal's folder at the next start.
public final class DurableFile {
    static final Set<PosixFilePermission> PUBLIC_FILE = PosixFilePermissions.fromString("rw-r--r--");
    static final Set<PosixFilePermission> PUBLIC_FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final Path staged;

    private DurableFile(Path file, Path staged) {
        this.file = file;
        this.staged = staged;
    }

    /// Writes the content into `staging`, with mode 0644, and leaves `file` as it is.
    ///
    /// @param staging a folder on the file system of `file`
    public static DurableFile stage(Path file, byte[] content, Path staging) throws IOException {
        DurableFile durable = new DurableFile(file, staging.resolve(file.getFileName() + ".new"));
        Files.deleteIfExists(durable.staged);
        try {
            create(durable.staged, content);
        } catch (IOException e) {
            durable.discard();
            throw e;
        }
        return durable;
    }

    /// Writes a file that does not exist yet, with mode 0644, and forces its content to disk.
    public static void create(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            writeAll(channel, content);
            channel.force(true);
        }
        Files.setPosixFilePermissions(file, PUBLIC_FILE);
    }

    public static void write(Path file, byte[] content, Path staging) throws IOException {
        stage(file, content, staging).commit();
    }

    public void commit() throws IOException {
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolderOf(file);
    }

    public void discard() throws IOException {
        Files.deleteIfExists(staged);
    }

    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncFolderOf(file);
        }
    }

    public static void writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Forces the name of a file to disk.
    public static void syncFolderOf(Path file) throws IOException {
        syncFolder(folderOf(file));
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Makes the folder that is to hold a file.
    public static void makeFolderOf(Path file) throws IOException {
        makeFolder(folderOf(file));
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file of ours has a folder");
    }

    /// Makes a folder and those above it, readable by all whatever the umask.
    public static void makeFolder(Path folder) throws IOException {
        if (isFolder(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            makeFolder(parent);
        }
        try {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PUBLIC_FOLDER);
        } catch (FileAlreadyExistsException e) {
            if (!isFolder(folder)) {
                throw e;
            }
        }
    }

    /// Makes a folder that only its owner may enter.
    public static void makePrivateFolder(Path folder) throws IOException {
        if (!isFolder(folder)) {
            makeFolder(folder);
            Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
        }
    }

    /// True for a folder, false if nothing is there.
    ///
    /// @throws UnsafeFileException if something else has its name
    private static boolean isFolder(Path folder) throws IOException {
        try {
            if (Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()) {
                return true;
            }
            throw new UnsafeFileException(folder + " is not a folder");
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
