package org.agntos.helper.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files a change writes and deletes, with the state it was made against.
///
/// @param writes new content by path
/// @param deletes files to remove; disjoint from `writes`
/// @param base for exactly the paths of `writes` and `deletes`: the SHA-256 of the bytes the change replaces,
///     or empty where no file is replaced
public record FileChanges(
        SortedMap<TreePath, String> writes, SortedSet<TreePath> deletes, SortedMap<TreePath, Optional<Sha256>> base) {

    public FileChanges {
        writes = Collections.unmodifiableSortedMap(new TreeMap<>(writes));
        deletes = Collections.unmodifiableSortedSet(new TreeSet<>(deletes));
        base = Collections.unmodifiableSortedMap(new TreeMap<>(base));
        if (!Collections.disjoint(writes.keySet(), deletes)) {
            throw new IllegalArgumentException("a file is both written and deleted");
        }
        Set<TreePath> touched = new TreeSet<>(writes.keySet());
        touched.addAll(deletes);
        if (!touched.equals(base.keySet())) {
            throw new IllegalArgumentException("base names " + base.keySet() + " (expected: " + touched + ")");
        }
    }

    public static FileChanges of(
            Map<TreePath, String> writes, Set<TreePath> deletes, Map<TreePath, Optional<Sha256>> base) {
        return new FileChanges(new TreeMap<>(writes), new TreeSet<>(deletes), new TreeMap<>(base));
    }

    /// Every path the change touches, in order.
    public SortedSet<TreePath> paths() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(base.keySet()));
    }

    /// The same by the hashes of the contents.
    public Changes hashes() {
        SortedMap<TreePath, Changes.Content> files = new TreeMap<>();
        base.forEach((path, before) -> files.put(
                path,
                new Changes.Content(
                        before, Optional.ofNullable(writes.get(path)).map(Sha256::of))));
        return new Changes(files);
    }

    /// The [Changes#digest] of it.
    public Sha256 digest() {
        return hashes().digest();
    }
}
