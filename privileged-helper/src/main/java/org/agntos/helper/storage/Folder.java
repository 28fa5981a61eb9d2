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
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// One open folder of the managed tree. Everything in it is reached through its descriptor and never through a link,
/// so that nobody can lead a privileged program elsewhere by changing a name.
final class Folder implements Closeable {
    /// No Nix module of a person is that large; what is, is not read into memory.
    private static final int MAX_FILE_SIZE = 16 << 20;

    private static final Path HERE = Path.of(".");

    private final Path path;
    private final SecureDirectoryStream<Path> stream;

    private Folder(Path path, SecureDirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    @SuppressWarnings("StreamResourceLeak") // The folder owns the stream and closes it.
    static Folder open(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            throw new UnsafeFileException(path + " is not a folder");
        }
        return new Folder(path, secure(path, Files.newDirectoryStream(path)));
    }

    private static SecureDirectoryStream<Path> secure(Path path, DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new UnsafeFileException("the file system of " + path + " cannot open folders by descriptor");
    }

    /// The folder of this name, empty if there is none.
    Optional<Folder> child(String name) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(name);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        if (!attributes.get().isDirectory()) {
            throw new UnsafeFileException(path.resolve(name) + " is not a folder");
        }
        return Optional.of(
                new Folder(path.resolve(name), stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS)));
    }

    /// The folder of this name, made with mode 0755 if there is none.
    Folder childOrNew(String name) throws IOException {
        Optional<Folder> found = child(name);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            Files.createDirectory(path.resolve(name));
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster; whether it is a folder is seen on opening it.
        }
        Folder made = child(name).orElseThrow(() -> new NoSuchFileException(path.resolve(name) + ""));
        made.view(HERE.toString()).setPermissions(DurableFile.PUBLIC_FOLDER);
        sync();
        return made;
    }

    /// The bytes of a regular file, empty if there is none.
    ///
    /// @throws UnsafeFileException if it is a link, a device, a folder or huge
    Optional<byte[]> read(String name) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(name);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        requireOrdinary(name, attributes.get());
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = stream.newByteChannel(Path.of(name), options);
                InputStream in = Channels.newInputStream(channel)) {
            byte[] bytes = in.readNBytes(MAX_FILE_SIZE + 1);
            if (bytes.length > MAX_FILE_SIZE) {
                throw new UnsafeFileException(path.resolve(name) + " is larger than 16 MiB");
            }
            return Optional.of(bytes);
        }
    }

    private void requireOrdinary(String name, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new UnsafeFileException(path.resolve(name) + " is a symbolic link");
        }
        if (!attributes.isRegularFile()) {
            throw new UnsafeFileException(path.resolve(name) + " is not a regular file");
        }
    }

    /// @throws UnsafeFileException if the file has another name besides this one
    void requireOneName(String name) throws IOException {
        Path file = path.resolve(name);
        Object links = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (!Integer.valueOf(1).equals(links)) {
            throw new UnsafeFileException(file + " has a second name (a hard link)");
        }
    }

    boolean isRegularFile(String name) throws IOException {
        return attributes(name).map(BasicFileAttributes::isRegularFile).orElse(false);
    }

    boolean isFolder(String name) throws IOException {
        return attributes(name).map(BasicFileAttributes::isDirectory).orElse(false);
    }

    private Optional<BasicFileAttributes> attributes(String name) throws IOException {
        BasicFileAttributeView view =
                stream.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            return Optional.of(view.readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private PosixFileAttributeView view(String name) {
        return stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// Writes a new file with mode 0644 and forces it to disk; one of the same name is removed first.
    void create(String name, byte[] content) throws IOException {
        delete(name);
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = stream.newByteChannel(Path.of(name), options)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            force(channel);
        }
        view(name).setPermissions(DurableFile.PUBLIC_FILE);
    }

    /// Renames within this folder, replacing what has the new name.
    void rename(String from, String to) throws IOException {
        stream.move(Path.of(from), stream, Path.of(to));
    }

    boolean delete(String name) throws IOException {
        try {
            stream.deleteFile(Path.of(name));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Removes a folder if it is empty.
    void deleteEmptyFolder(String name) throws IOException {
        try {
            stream.deleteDirectory(Path.of(name));
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Nothing to tidy.
        }
    }

    /// The names in the folder, in order.
    SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (SecureDirectoryStream<Path> again = stream.newDirectoryStream(HERE)) {
            again.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    /// Forces the names in this folder to disk.
    void sync() throws IOException {
        try (SeekableByteChannel channel = stream.newByteChannel(HERE, Set.of(StandardOpenOption.READ))) {
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
