package org.agntos.helper.transaction;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.audit.Act;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// A checked request: what to do to which files of the tree.
///
/// @param act with its files, each as it is now and as it will be
/// @param tree every managed file as it is now
/// @param after every managed file as it will be
/// @param goTo the former generation to make current; empty to build a new one
record Plan(Act act, SortedMap<TreePath, byte[]> tree, SortedMap<TreePath, byte[]> after, Optional<Integer> goTo) {

    static SortedMap<TreePath, Sha256> hashes(SortedMap<TreePath, byte[]> tree) {
        SortedMap<TreePath, Sha256> hashes = new TreeMap<>();
        tree.forEach((path, content) -> hashes.put(path, Sha256.of(content)));
        return hashes;
    }
}
