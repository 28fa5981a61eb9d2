package org.agntos.helper.transaction;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agntos.helper.audit.AuditRecord.Content;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.rebuild.Health;
import org.agntos.helper.rebuild.Progress;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.SnapshotStore;

/// Takes a transaction back: every file and the generation as the journal says they were. May be repeated, so that it
/// can be killed too.
final class Restoration {
    private final ManagedTree tree;
    private final SnapshotStore snapshots;
    private final TargetSystem system;
    private final Progress progress;

    Restoration(ManagedTree tree, SnapshotStore snapshots, TargetSystem system, Progress progress) {
        this.tree = tree;
        this.snapshots = snapshots;
        this.system = system;
        this.progress = progress;
    }

    /// What is not as it was, although the files are. @param lines the last ones of a program that failed
    record Trouble(String what, List<String> lines, List<String> byHand) {}

    /// @return empty if everything is as it was
    Optional<Trouble> takeBack(Journal journal) throws IOException {
        for (Map.Entry<TreePath, Content> change : journal.changes().entrySet()) {
            keepIfForeign(change.getKey(), change.getValue());
            tree.putBack(change.getKey(), change.getValue().before(), snapshots);
        }
        clear(journal);
        return journal.activating().isPresent()
                ? goBack(journal.current(), journal.activating().get())
                : Optional.empty();
    }

    private Optional<Trouble> goBack(Optional<Integer> former, Before before) throws IOException {
        if (former.isEmpty()) {
            return system.current()
                    .map(made -> new Trouble(
                            "there was no generation to go back to, so the system is still generation " + made,
                            List.of(),
                            List.of()));
        }
        List<String> byHand = system.byHand(former.get());
        try {
            return switch (system.activate(former.get(), before, progress)) {
                case Health.Well(List<String> notes) -> {
                    notes.forEach(progress::log);
                    yield Optional.empty();
                }
                case Health.Unwell(String trouble, List<String> units) ->
                    Optional.of(new Trouble(trouble, units, byHand));
            };
        } catch (RebuildException e) {
            return Optional.of(new Trouble(String.valueOf(e.getMessage()), e.lines(), byHand));
        }
    }

    /// Somebody may have edited a file after the helper was killed: what they wrote is kept.
    private void keepIfForeign(TreePath path, Content content) throws IOException {
        Optional<byte[]> present = tree.read(path);
        if (present.isPresent()) {
            Optional<Sha256> hash = present.map(Sha256::of);
            if (!hash.equals(content.before()) && !hash.equals(content.after())) {
                snapshots.put(present.get());
                progress.log(path + " was changed by somebody else; that content is kept as snapshot "
                        + hash.get().hex() + ".");
            }
        }
    }

    void clear(Journal journal) throws IOException {
        SortedSet<TreePath> paths = new TreeSet<>(journal.changes().keySet());
        tree.clear(paths);
    }
}
