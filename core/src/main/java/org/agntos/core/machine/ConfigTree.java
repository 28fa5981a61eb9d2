package org.agntos.core.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.core.files.BoundedRead;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The managed tree as it is now. Only reads; the helper writes. Safe for any thread; each call reads anew.
public final class ConfigTree {
    /// Largest file that is taken for a module.
    public static final int MAX_FILE_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigTree.class);
    private static final List<String> FOLDERS = List.of("packages", "services", "options", "home");

    private final Path root;

    public ConfigTree(Path root) {
        this.root = root;
    }

    /// One file of the tree.
    public sealed interface Content {
        record Text(String text) implements Content {
            public Sha256 sha256() {
                return Sha256.of(text);
            }
        }

        record Absent() implements Content {}

        /// @param reason for people, such as `it is a symbolic link`
        record Unreadable(String reason) implements Content {}
    }

    public Path root() {
        return root;
    }

    public Path file(TreePath path) {
        return root.resolve(path.value());
    }

    public Content read(TreePath path) {
        Path folder = file(path).getParent();
        if (folder != null && isBehindLink(folder)) {
            return new Content.Unreadable("its folder is a symbolic link");
        }
        return switch (BoundedRead.textNoFollow(file(path), MAX_FILE_BYTES)) {
            case BoundedRead.Content.Text(String text) -> new Content.Text(text);
            case BoundedRead.Content.Absent _ -> new Content.Absent();
            case BoundedRead.Content.Unreadable(String reason) -> new Content.Unreadable(reason);
        };
    }

    private boolean isBehindLink(Path folder) {
        for (Path part = folder; part != null && !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                return true;
            }
        }
        return false;
    }

    /// The SHA-256 of a file's text; empty if there is none.
    ///
    /// @throws IOException if there is something that cannot be read as a module
    public Optional<Sha256> fingerprint(TreePath path) throws IOException {
        return switch (read(path)) {
            case Content.Text text -> Optional.of(text.sha256());
            case Content.Absent _ -> Optional.empty();
            case Content.Unreadable(String reason) -> throw new IOException(path + ": " + reason);
        };
    }

    /// Every managed file that is there, in order, readable or not.
    public List<TreePath> paths() {
        List<TreePath> found = new ArrayList<>();
        for (String folder : FOLDERS) {
            collect(root.resolve(folder), folder, found);
        }
        Collections.sort(found);
        return found;
    }

    private void collect(Path directory, String prefix, List<TreePath> found) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = prefix + "/" + entry.getFileName();
                if (prefix.equals("home") && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    collect(entry, name, found);
                } else {
                    TreePath.parse(name).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("The folder {} cannot be listed", directory, e);
        }
    }

    /// The text of every managed file that can be read.
    public SortedMap<TreePath, String> texts() {
        SortedMap<TreePath, String> texts = new TreeMap<>();
        for (TreePath path : paths()) {
            if (read(path) instanceof Content.Text(String text)) {
                texts.put(path, text);
            }
        }
        return texts;
    }
}
