package org.agntos.helper.protocol;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The change that brings files back to a former state. The program that asks the person and the helper that does it
/// compute it by this one rule, so that both come to the same digest.
public final class RestoringChange {
    private RestoringChange() {}

    /// Gives the text of a content by its hash, from the snapshot store.
    @FunctionalInterface
    public interface Contents {
        /// @throws IOException if it is not there or cannot be read
        String read(Sha256 content) throws IOException;
    }

    /// Writes or deletes exactly the files that differ from `target`, with `present` as their base.
    ///
    /// For an undo the paths are those of the entry's `changes` and `target` is their `before`. For a rollback
    /// `target` is the manifest of the generation, with every managed file that is present but not in it absent.
    ///
    /// @param target the state to come to, empty where no file shall be
    /// @param present the state now, for at least the paths of `target`; empty where no file is
    public static FileChanges of(
            SortedMap<TreePath, Optional<Sha256>> target, Map<TreePath, Optional<Sha256>> present, Contents contents)
            throws IOException {
        SortedMap<TreePath, String> writes = new TreeMap<>();
        SortedSet<TreePath> deletes = new TreeSet<>();
        SortedMap<TreePath, Optional<Sha256>> base = new TreeMap<>();
        for (Map.Entry<TreePath, Optional<Sha256>> entry : target.entrySet()) {
            TreePath path = entry.getKey();
            Optional<Sha256> now = present.getOrDefault(path, Optional.empty());
            Optional<Sha256> wanted = entry.getValue();
            if (now.equals(wanted)) {
                continue;
            }
            base.put(path, now);
            if (wanted.isPresent()) {
                writes.put(path, contents.read(wanted.get()));
            } else {
                deletes.add(path);
            }
        }
        return new FileChanges(writes, deletes, base);
    }
}
