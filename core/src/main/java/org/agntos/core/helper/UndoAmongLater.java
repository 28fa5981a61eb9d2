package org.agntos.core.helper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.audit.Snapshots;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.core.change.UndoneFile;
import org.agntos.core.change.UndoneFile.Merge;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.undo.ThreeWayMerge;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Looks at an entry whose files were changed again after it: what restoring them would lose, and whether
/// there is an undo that loses nothing. Only reads; for one preview.
final class UndoAmongLater {
    private final ConfigTree tree;
    private final AuditLog log;
    private final Snapshots snapshots;

    UndoAmongLater(ConfigTree tree, AuditLog log, Snapshots snapshots) {
        this.tree = tree;
        this.log = log;
        this.snapshots = snapshots;
    }

    /// @param diffs what restoring would do
    Preview preview(AuditEntry entry, List<FileDiff> diffs) throws IOException {
        Map<String, List<String>> later = laterEntries(entry);
        List<UndoneFile> files = new ArrayList<>();
        for (AuditEntry.ContentChange change : entry.changes()) {
            TreePath path = new TreePath(change.path());
            String before = content(change.before());
            String after = content(change.after());
            String now = present(path);
            files.add(new UndoneFile(
                    path,
                    before,
                    after,
                    now,
                    later.getOrDefault(change.path(), List.of()),
                    ThreeWayMerge.merge(after, before, now)));
        }
        Optional<FileChanges> merged = merged(files);
        if (merged.isPresent() && merged.get().base().isEmpty()) {
            return new Preview.Impossible(
                    "What this change did is not in the files any more.", "There is nothing left to undo.");
        }
        return new Preview.Conflict(message(files, merged.isPresent()), diffs, files, merged);
    }

    private static String message(List<UndoneFile> files, boolean isMergeable) {
        List<String> changed = files.stream()
                .filter(UndoneFile::isChangedSince)
                .map(UndoAmongLater::words)
                .toList();
        return "Changed since then: " + String.join(", ", changed) + ". "
                + (isMergeable
                        ? "Restoring the former files would lose that; another undo keeps it."
                        : "Undoing this entry would lose those later changes, so it is refused.");
    }

    private static String words(UndoneFile file) {
        String by = file.laterEntries().isEmpty() ? "by hand" : "by " + String.join(", ", file.laterEntries());
        return file.path() + " (" + by + ")";
    }

    private @Nullable String content(@Nullable String hash) throws IOException {
        return hash == null ? null : snapshots.read(new Sha256(hash));
    }

    private @Nullable String present(TreePath path) throws IOException {
        return switch (tree.read(path)) {
            case ConfigTree.Content.Text(String text) -> text;
            case ConfigTree.Content.Absent _ -> null;
            case ConfigTree.Content.Unreadable(String reason) -> throw new IOException(path + ": " + reason);
        };
    }

    /// Which entries changed which of its files after it, newest first.
    private Map<String, List<String>> laterEntries(AuditEntry entry) {
        Map<String, List<String>> later = new HashMap<>();
        log.visit(each -> {
            if (each.id().equals(entry.id())) {
                return false;
            }
            if (each.isSuccess()) {
                each.changes()
                        .forEach(change -> later.computeIfAbsent(change.path(), _ -> new ArrayList<>())
                                .add(each.id()));
            }
            return true;
        });
        return later;
    }

    /// What leads from now to the merged files; empty if one cannot be merged.
    private static Optional<FileChanges> merged(List<UndoneFile> files) {
        SortedMap<TreePath, String> writes = new TreeMap<>();
        TreeSet<TreePath> deletes = new TreeSet<>();
        SortedMap<TreePath, Optional<Sha256>> base = new TreeMap<>();
        for (UndoneFile file : files) {
            if (!(file.merge() instanceof Merge.Clean(String text))) {
                return Optional.empty();
            }
            boolean isThere = file.now() != null;
            boolean isSame = text == null ? !isThere : text.equals(file.now());
            if (!isSame) {
                base.put(file.path(), Optional.ofNullable(file.now()).map(Sha256::of));
                if (text == null) {
                    deletes.add(file.path());
                } else {
                    writes.put(file.path(), text);
                }
            }
        }
        return Optional.of(new FileChanges(writes, deletes, base));
    }
}
