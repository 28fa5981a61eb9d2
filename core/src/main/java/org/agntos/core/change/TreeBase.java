package org.agntos.core.change;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Binds a change to the tree as it is now.
final class TreeBase {
    private TreeBase() {}

    /// A file that cannot be read as a module gets the base of no file: the helper will refuse it as stale.
    static FileChanges of(ConfigTree tree, Map<TreePath, String> writes, Set<TreePath> deletes) {
        Set<TreePath> touched = new TreeSet<>(writes.keySet());
        touched.addAll(deletes);
        Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
        for (TreePath path : touched) {
            base.put(
                    path,
                    tree.read(path) instanceof ConfigTree.Content.Text text
                            ? Optional.of(text.sha256())
                            : Optional.empty());
        }
        return FileChanges.of(writes, deletes, base);
    }
}
