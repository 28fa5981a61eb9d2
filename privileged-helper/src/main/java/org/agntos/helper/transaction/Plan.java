package org.agntos.helper.transaction;

import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// A checked request: what to do to which files of the tree.
///
/// @param files the change, with the present content as its base
/// @param tree every managed file as it is now
/// @param goTo the former generation to make current; empty to build a new one
record Plan(Act act, FileChanges files, SortedMap<TreePath, byte[]> tree, Optional<Integer> goTo) {

    Optional<byte[]> before(TreePath path) {
        return Optional.ofNullable(tree.get(path));
    }

    Optional<byte[]> after(TreePath path) {
        return Optional.ofNullable(files.writes().get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /// The managed files after the change.
    SortedMap<TreePath, Sha256> manifest() {
        NavigableMap<TreePath, Sha256> manifest = new TreeMap<>(hashes(tree));
        files.deletes().forEach(manifest::remove);
        files.writes().forEach((path, content) -> manifest.put(path, Sha256.of(content)));
        return manifest;
    }

    static SortedMap<TreePath, Sha256> hashes(SortedMap<TreePath, byte[]> tree) {
        SortedMap<TreePath, Sha256> hashes = new TreeMap<>();
        tree.forEach((path, content) -> hashes.put(path, Sha256.of(content)));
        return hashes;
    }
}
