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
/// @param base for exactly the paths of `writes` and `deletes`: the SHA-256 of the bytes the change replaces, or
///     empty where no file is replaced
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

    /// What an approval names: one value over the change *and* over the state it replaces, so that neither can be
    /// swapped after the person has said yes.
    public Sha256 digest() {
        StringBuilder text = new StringBuilder("agntos-change-1\n");
        base.forEach((path, before) -> {
            String content = writes.get(path);
            text.append(content == null ? "delete " : "write ")
                    .append(path.value())
                    .append(' ')
                    .append(content == null ? "-" : Sha256.of(content).hex())
                    .append(' ')
                    .append(before.map(Sha256::hex).orElse("-"))
                    .append('\n');
        });
        return Sha256.of(text.toString());
    }
}
