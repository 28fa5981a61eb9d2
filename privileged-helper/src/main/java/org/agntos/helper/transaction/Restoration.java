package org.agntos.helper.transaction;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agntos.helper.audit.AuditRecord.Content;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Generations;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.SnapshotStore;

/// Takes a transaction back: every file and the generation as the journal says they were. May be repeated, so that it
/// can be killed too.
final class Restoration {
    private final ManagedTree tree;
    private final SnapshotStore snapshots;
    private final Generations generations;
    private final Consumer<String> log;

    Restoration(ManagedTree tree, SnapshotStore snapshots, Generations generations, Consumer<String> log) {
        this.tree = tree;
        this.snapshots = snapshots;
        this.generations = generations;
        this.log = log;
    }

    void takeBack(Journal journal) throws IOException, RebuildException {
        for (Map.Entry<TreePath, Content> change : journal.changes().entrySet()) {
            keepIfForeign(change.getKey(), change.getValue());
            tree.putBack(change.getKey(), change.getValue().before(), snapshots);
        }
        clear(journal);
        if (journal.isActivating()) {
            generations.restore(journal.current(), journal.newest());
            if (journal.current().isPresent()) {
                generations.activate(journal.current().get(), log);
            }
        }
    }

    /// Somebody may have edited a file after the helper was killed: what they wrote is kept.
    private void keepIfForeign(TreePath path, Content content) throws IOException {
        Optional<byte[]> present = tree.read(path);
        if (present.isPresent()) {
            Optional<Sha256> hash = present.map(Sha256::of);
            if (!hash.equals(content.before()) && !hash.equals(content.after())) {
                snapshots.put(present.get());
                log.accept(path + " was changed by somebody else; that content is kept as snapshot "
                        + hash.get().hex() + ".");
            }
        }
    }

    void clear(Journal journal) throws IOException {
        SortedSet<TreePath> paths = new TreeSet<>(journal.changes().keySet());
        tree.clear(paths);
    }
}
