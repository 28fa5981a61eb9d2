package org.agntos.helper.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agntos.helper.protocol.Failure;

/// One open folder, and the one way in which the helper reads and writes files. Everything in it is reached
/// through its descriptor and never through a link, so that nobody can lead a privileged program elsewhere by
/// changing a name. What is made has its mode whatever the umask.
///
/// A file is replaced as a whole: [#stage] writes it beside the old one and forces it to disk, which needs
/// room; [#commit] renames it, which needs none.
public final class Folder implements Closeable {
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

    /// No Nix module of a person is that large; what is, is not read into memory.
    private static final int MAX_FILE_SIZE = 16 << 20;

    private static final Path HERE = Path.of(".");

    private final Path path;
    private final SecureDirectoryStream<Path> stream;

    private Folder(Path path, DirectoryStream<Path> stream) throws IOException {
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            throw Failure.unsafe("the file system of " + path + " cannot open folders by descriptor");
        }
        this.path = path;
        this.stream = secure;
    }

    /// @throws NoSuchFileException if there is none; @throws Failure if it is a link or no folder
    @SuppressWarnings("StreamResourceLeak") // The folder owns the stream and closes it.
    public static Folder open(Path path) throws IOException {
        requireFolder(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        return new Folder(path, Files.newDirectoryStream(path));
    }

    private static void requireFolder(Path path, BasicFileAttributes found) throws IOException {
        if (!found.isDirectory()) {
            throw Failure.unsafe(path + " is not a folder");
        }
    }

    /// Opens a folder that everybody may read; makes it, and those above it, if it is not there.
    public static Folder make(Path path) throws IOException {
        return make(path, PUBLIC);
    }

    /// The same for a folder that only its owner may enter.
    public static Folder makePrivate(Path path) throws IOException {
        return make(path, PRIVATE);
    }

    private static Folder make(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return open(path);
        }
        Path above = path.resolveSibling(".").normalize();
        if (!Files.isDirectory(above)) {
            make(above, PUBLIC).close();
        }
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(mode));
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster; whether it is a folder is seen on opening it.
        }
        Folder made = open(path);
        made.view(HERE).setPermissions(mode);
        sync(above);
        return made;
    }

    /// @throws NoSuchFileException if there is no folder of this name
    Folder child(String name) throws IOException {
        requireFolder(path.resolve(name), view(Path.of(name)).readAttributes());
        return new Folder(path.resolve(name), stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    Folder childOrNew(String name) throws IOException {
        try {
            return child(name);
        } catch (NoSuchFileException e) {
            return make(path.resolve(name));
        }
    }

    /// The bytes of a regular file, empty if there is none.
    ///
    /// @throws Failure if it is a link, a device, a folder or huge
    public Optional<byte[]> read(String name) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(name);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        if (!attributes.get().isRegularFile()) {
            String what = attributes.get().isSymbolicLink() ? "a symbolic link" : "not a regular file";
            throw Failure.unsafe(path.resolve(name) + " is " + what);
        }
        try (InputStream in = Channels.newInputStream(
                stream.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
            byte[] bytes = in.readNBytes(MAX_FILE_SIZE + 1);
            if (bytes.length > MAX_FILE_SIZE) {
                throw Failure.unsafe(path.resolve(name) + " is larger than 16 MiB");
            }
            return Optional.of(bytes);
        }
    }

    /// @throws Failure if the file has another name besides this one
    void requireOneName(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS))) {
            throw Failure.unsafe(file + " has a second name (a hard link)");
        }
    }

    /// What has this name, never what a link leads to; empty if nothing has.
    Optional<BasicFileAttributes> attributes(String name) throws IOException {
        try {
            return Optional.of(view(Path.of(name)).readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private PosixFileAttributeView view(Path name) {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// Replaces a file, and forces content and name to disk.
    public void write(String name, byte[] content) throws IOException {
        stage(name, content);
        commit(name);
    }

    /// Writes the new content of a file beside it, under a name that Nix does not read.
    public void stage(String name, byte[] content) throws IOException {
        create(staged(name), content);
    }

    /// Makes what was staged the file. Needs no room on the disk.
    public void commit(String name) throws IOException {
        rename(staged(name), name);
        sync();
    }

    static String staged(String name) {
        return "." + name + ".agntos-new";
    }

    /// Removes what was staged; true if there was something.
    public boolean discard(String name) throws IOException {
        return delete(staged(name));
    }

    /// Writes a new file and forces it to disk; one of the same name is removed first. Half a file does not
    /// stay.
    void create(String name, byte[] content) throws IOException {
        delete(name);
        Path file = Path.of(name);
        try (SeekableByteChannel channel = stream.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE))) {
            view(file).setPermissions(FILE);
            for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
                channel.write(left);
            }
            force(channel);
        } catch (IOException e) {
            delete(name);
            throw e;
        }
    }

    /// Renames within this folder, replacing what has the new name.
    void rename(String from, String to) throws IOException {
        stream.move(Path.of(from), stream, Path.of(to));
    }

    /// Removes a file; false if there is none. The name is forced to disk by [#sync].
    public boolean delete(String name) throws IOException {
        try {
            stream.deleteFile(Path.of(name));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void deleteFolderIfEmpty(String name) throws IOException {
        try {
            stream.deleteDirectory(Path.of(name));
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Nothing to tidy.
        }
    }

    /// The names in the folder, in order.
    public SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (SecureDirectoryStream<Path> again = stream.newDirectoryStream(HERE)) {
            again.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    /// Forces the names in this folder to disk.
    public void sync() throws IOException {
        try (SeekableByteChannel channel = stream.newByteChannel(HERE, Set.of(StandardOpenOption.READ))) {
            force(channel);
        }
    }

    /// The same for a folder that may be anybody's.
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            force(channel);
        }
    }

    private static void force(SeekableByteChannel channel) throws IOException {
        if (!(channel instanceof FileChannel file)) {
            throw new IOException("the file system cannot force a file to disk");
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
