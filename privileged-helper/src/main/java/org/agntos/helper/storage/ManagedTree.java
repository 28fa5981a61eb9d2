package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// The Nix files under the configuration directory.
///
/// A change is first staged beside the files it will replace: the new content, and a copy of the old one.
/// Only then are names changed, which needs no room, so that a full disk can stop neither the change halfway
/// nor its taking back. [#putBack] and [#clear] may be repeated after a crash at any point.
public final class ManagedTree {
    private static final List<String> FOLDERS = List.of("packages", "services", "options", "home");

    private final Path root;

    public ManagedTree(Path root) {
        this.root = root;
    }

    /// The content of a file that is to be changed; empty if there is none.
    ///
    /// @throws org.agntos.helper.protocol.Failure if the name is not that of an ordinary file, if the file
    ///     has a second name, or if a folder on the way is a link
    public Optional<byte[]> read(TreePath path) throws IOException {
        try (Folder folder = open(path)) {
            Optional<byte[]> content = folder.read(path.name());
            if (content.isPresent()) {
                folder.requireOneName(path.name());
            }
            return content;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// What these files are now.
    public SortedMap<TreePath, Optional<Sha256>> hashes(Iterable<TreePath> paths) throws IOException {
        SortedMap<TreePath, Optional<Sha256>> hashes = new TreeMap<>();
        for (TreePath path : paths) {
            hashes.put(path, read(path).map(Sha256::of));
        }
        return hashes;
    }

    /// Every managed file. Links and files whose name is not a [TreePath] are not managed.
    public SortedMap<TreePath, byte[]> readAll() throws IOException {
        SortedMap<TreePath, byte[]> files = new TreeMap<>();
        try (Folder top = Folder.open(root)) {
            for (String name : FOLDERS) {
                readFolder(top, name, name, files);
            }
        } catch (NoSuchFileException e) {
            // There is no tree yet.
        }
        return files;
    }

    private static void readFolder(Folder above, String name, String prefix, SortedMap<TreePath, byte[]> files)
            throws IOException {
        if (!above.attributes(name).map(BasicFileAttributes::isDirectory).orElse(false)) {
            return;
        }
        try (Folder folder = above.child(name)) {
            for (String entry : folder.names()) {
                Optional<TreePath> path = TreePath.parse(prefix + "/" + entry);
                boolean isFile = folder.attributes(entry)
                        .map(BasicFileAttributes::isRegularFile)
                        .orElse(false);
                if (path.isPresent() && isFile) {
                    folder.read(entry).ifPresent(content -> files.put(path.get(), content));
                } else if (prefix.equals("home")) {
                    readFolder(folder, entry, prefix + "/" + entry, files);
                }
            }
        }
    }

    /// Writes the new content of a file and a copy of the old one beside it.
    ///
    /// @param before the content that is there now
    public void stage(TreePath path, Optional<byte[]> before, Optional<byte[]> after) throws IOException {
        try (Folder folder = openOrMake(path)) {
            if (before.isPresent()) {
                folder.create(copy(path), before.get());
            }
            if (after.isPresent()) {
                folder.stage(path.name(), after.get());
            }
        }
    }

    /// Makes the staged content of every file of the change the current one. Needs no room on the disk.
    public void swapIn(Changes changes) throws IOException {
        for (Map.Entry<TreePath, Optional<Sha256>> file : changes.after().entrySet()) {
            String name = file.getKey().name();
            try (Folder folder = open(file.getKey())) {
                if (file.getValue().isPresent()) {
                    folder.rename(Folder.staged(name), name);
                } else {
                    folder.delete(name);
                }
            }
        }
        sync(changes);
    }

    /// Makes a file what it was, from the copy beside it or, if that is gone, from the archive.
    public void putBack(TreePath path, Optional<Sha256> before, Archive archive) throws IOException {
        if (read(path).map(Sha256::of).equals(before)) {
            return;
        }
        try (Folder folder = openOrMake(path)) {
            if (before.isEmpty()) {
                folder.delete(path.name());
            } else {
                if (!folder.read(copy(path)).map(Sha256::of).equals(before)) {
                    folder.create(copy(path), archive.get(before.get()));
                }
                folder.rename(copy(path), path.name());
            }
        }
    }

    /// Removes what was staged, and the folders of users that have become empty, and forces all names to
    /// disk.
    public void clear(Changes changes) throws IOException {
        for (TreePath path : changes.files().keySet()) {
            try (Folder folder = open(path)) {
                folder.discard(path.name());
                folder.delete(copy(path));
            } catch (NoSuchFileException e) {
                // Then nothing is staged in it.
            }
        }
        sync(changes);
        for (TreePath path : changes.files().keySet()) {
            if (path.folders().size() > 1) {
                try (Folder top = Folder.open(root);
                        Folder homes = top.child(path.folders().getFirst())) {
                    homes.deleteFolderIfEmpty(path.folders().getLast());
                } catch (NoSuchFileException e) {
                    // Then there are none.
                }
            }
        }
    }

    private void sync(Changes changes) throws IOException {
        List<String> last = List.of();
        for (TreePath path : changes.files().keySet()) {
            if (!path.folders().equals(last)) {
                last = path.folders();
                try (Folder folder = open(path)) {
                    folder.sync();
                } catch (NoSuchFileException e) {
                    // Then there is no name in it to force.
                }
            }
        }
    }

    /// @throws NoSuchFileException if a folder on the way is not there
    private Folder open(TreePath path) throws IOException {
        Folder folder = Folder.open(root);
        for (String name : path.folders()) {
            try (Folder above = folder) {
                folder = above.child(name);
            }
        }
        return folder;
    }

    private Folder openOrMake(TreePath path) throws IOException {
        Folder folder = Folder.make(root);
        for (String name : path.folders()) {
            try (Folder above = folder) {
                folder = above.childOrNew(name);
            }
        }
        return folder;
    }

    /// The copy of the old content, under a name that Nix does not read.
    private static String copy(TreePath path) {
        return "." + path.name() + ".agntos-old";
    }
}
