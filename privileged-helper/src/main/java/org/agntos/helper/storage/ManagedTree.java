package org.agntos.helper.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// The Nix files under the configuration directory.
///
/// A change is first staged beside the files it will replace: the new content, and a copy of the old one. Only then are
/// names changed, which needs no room, so that a full disk can stop neither the change halfway nor its taking back.
/// [#putBack] and [#clear] may be repeated after a crash at any point.
public final class ManagedTree {
    private static final List<String> FOLDERS = List.of("packages", "services", "options", "home");
    private static final String NEW = ".agntos-new";
    private static final String OLD = ".agntos-old";

    private final Path root;

    public ManagedTree(Path root) {
        this.root = root;
    }

    /// The content of a file that is to be changed; empty if there is none.
    ///
    /// @throws UnsafeFileException if the name is not that of an ordinary file, if the file has a second name, or
    ///     if a folder on the way is a link
    public Optional<byte[]> read(TreePath path) throws IOException {
        try (Folder folder = open(path)) {
            Optional<byte[]> content = folder.read(name(path));
            if (content.isPresent()) {
                folder.requireOneName(name(path));
            }
            return content;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public Optional<Sha256> hash(TreePath path) throws IOException {
        return read(path).map(Sha256::of);
    }

    /// Every managed file. Links and files whose name is not a [TreePath] are not managed.
    public SortedMap<TreePath, byte[]> readAll() throws IOException {
        SortedMap<TreePath, byte[]> files = new TreeMap<>();
        try (Folder top = Folder.open(root)) {
            for (String name : FOLDERS) {
                if (top.isFolder(name)) {
                    readFolder(top, name, name, files);
                }
            }
        } catch (NoSuchFileException e) {
            return files;
        }
        return files;
    }

    private static void readFolder(Folder above, String name, String prefix, SortedMap<TreePath, byte[]> files)
            throws IOException {
        Optional<Folder> opened = above.child(name);
        if (opened.isEmpty()) {
            return;
        }
        try (Folder folder = opened.get()) {
            for (String entry : folder.names()) {
                Optional<TreePath> path = TreePath.parse(prefix + "/" + entry);
                if (path.isPresent() && folder.isRegularFile(entry)) {
                    Optional<byte[]> content = folder.read(entry);
                    if (content.isPresent()) {
                        files.put(path.get(), content.get());
                    }
                } else if (prefix.equals("home") && folder.isFolder(entry)) {
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
                folder.create(hidden(path, OLD), before.get());
            }
            if (after.isPresent()) {
                folder.create(hidden(path, NEW), after.get());
            }
        }
    }

    /// Makes the staged content of every file of the change the current one. Needs no room on the disk.
    public void swapIn(FileChanges changes) throws IOException {
        for (TreePath path : changes.paths()) {
            try (Folder folder = open(path)) {
                if (changes.deletes().contains(path)) {
                    folder.delete(name(path));
                } else {
                    folder.rename(hidden(path, NEW), name(path));
                }
            }
        }
        sync(changes.paths());
    }

    /// Makes a file what it was, from the copy beside it or, if that is gone, from the snapshot store.
    public void putBack(TreePath path, Optional<Sha256> before, SnapshotStore snapshots) throws IOException {
        if (hash(path).equals(before)) {
            return;
        }
        if (before.isEmpty()) {
            try (Folder folder = open(path)) {
                folder.delete(name(path));
            }
            return;
        }
        try (Folder folder = openOrMake(path)) {
            String copy = hidden(path, OLD);
            if (!folder.read(copy).map(Sha256::of).equals(before)) {
                folder.create(copy, snapshots.get(before.get()));
            }
            folder.rename(copy, name(path));
        }
    }

    /// Removes what was staged, and the folders of users that have become empty, and forces all names to disk.
    public void clear(SortedSet<TreePath> paths) throws IOException {
        for (TreePath path : paths) {
            try (Folder folder = open(path)) {
                folder.delete(hidden(path, NEW));
                folder.delete(hidden(path, OLD));
            } catch (NoSuchFileException e) {
                // Then nothing is staged in it.
            }
        }
        sync(paths);
        removeEmptyHomes(paths);
    }

    private void removeEmptyHomes(SortedSet<TreePath> paths) throws IOException {
        for (TreePath path : paths) {
            List<String> folders = folders(path);
            if (folders.size() == 2) {
                try (Folder top = Folder.open(root)) {
                    Optional<Folder> home = top.child(folders.get(0));
                    if (home.isPresent()) {
                        try (Folder folder = home.get()) {
                            folder.deleteEmptyFolder(folders.get(1));
                        }
                    }
                }
            }
        }
    }

    private void sync(SortedSet<TreePath> paths) throws IOException {
        List<String> last = List.of();
        for (TreePath path : paths) {
            List<String> folders = folders(path);
            if (!folders.equals(last)) {
                last = folders;
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
        for (String name : folders(path)) {
            try (Folder above = folder) {
                folder = above.child(name).orElseThrow(() -> new NoSuchFileException(path.value()));
            }
        }
        return folder;
    }

    private Folder openOrMake(TreePath path) throws IOException {
        DurableFile.makeFolder(root);
        Folder folder = Folder.open(root);
        for (String name : folders(path)) {
            try (Folder above = folder) {
                folder = above.childOrNew(name);
            }
        }
        return folder;
    }

    private static List<String> folders(TreePath path) {
        List<String> segments = List.of(path.value().split("/", -1));
        return segments.subList(0, segments.size() - 1);
    }

    private static String name(TreePath path) {
        return path.value().substring(path.value().lastIndexOf('/') + 1);
    }

    /// A name that Nix does not read, because it does not end in `.nix`.
    private static String hidden(TreePath path, String suffix) {
        return "." + name(path) + suffix;
    }
}
