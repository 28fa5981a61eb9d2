package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.AuditRecord.Result;
import org.agntos.helper.protocol.Changes.Content;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.rebuild.Health;
import org.agntos.helper.rebuild.Progress;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.StrayPrograms;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;
import org.agntos.helper.storage.SnapshotStore;

/// Finishes what a killed helper left behind, and takes back what fails. One rule decides after a kill: if the line of
/// success is in the audit log the transaction stands and its last steps are done; if not, it is taken back whole.
///
/// A former generation that cannot be activated even so is told and written down, but it does not bar the way: the
/// next change may be the one that mends it.
final class Recovery {
    private final HelperPaths paths;
    private final TargetSystem system;
    private final AuditLog audit;
    private final Recorder recorder;
    private final Progress progress;

    Recovery(HelperPaths paths, TargetSystem system, AuditLog audit, Recorder recorder, Progress progress) {
        this.paths = paths;
        this.system = system;
        this.audit = audit;
        this.recorder = recorder;
        this.progress = progress;
    }

    /// What was done, in sentences for people. @param entry the audit entry that records it
    record Recovered(List<String> done, Optional<String> entry) {}

    /// What is not as it was, although the files are. @param lines the last ones of a program that failed
    /// @param byHand what a person can type
    record Trouble(String what, List<String> lines, List<String> byHand) {}

    Recovered run() throws Failure {
        try {
            List<String> done = new ArrayList<>(audit.repair());
            Optional<Journal> found = Journal.read(paths);
            if (found.isEmpty()) {
                return new Recovered(done, Optional.empty());
            }
            Journal journal = found.get();
            StrayPrograms.end(journal.auditId());
            boolean stands = audit.lastId().equals(Optional.of(journal.auditId()));
            done.add("\"" + journal.summary() + "\" " + (stands ? finish(journal) : interrupted(journal)));
            Journal.delete(paths);
            boolean isRecorded = !stands && !journal.changes().files().isEmpty();
            return new Recovered(done, isRecorded ? Optional.of(journal.recoveryId()) : Optional.empty());
        } catch (IOException e) {
            throw Failure.notRecovered(e);
        }
    }

    private String finish(Journal journal) throws IOException {
        try {
            new Manifests(paths).commit(system.current().orElseThrow(() -> new NoSuchFileException("no generation")));
        } catch (NoSuchFileException e) {
            // It is where it belongs.
        }
        new ManagedTree(paths.config()).clear(journal.changes().files().keySet());
        return "was applied and recorded; its last steps were finished.";
    }

    private String interrupted(Journal journal) throws IOException {
        Optional<Trouble> trouble = takeBack(journal);
        String files = "every file is as it was before";
        String whole = trouble.map(what -> files + ", but " + what.what() + ".").orElse(files + ".");
        boolean isRecorded = audit.lastId().equals(Optional.of(journal.recoveryId()));
        if (!isRecorded && !journal.changes().files().isEmpty()) {
            recorder.record(
                    journal.recoveryId(),
                    Act.recovery(journal.auditId(), journal.summary()),
                    trouble.isPresent() ? new Result.Failed(whole) : new Result.Success(),
                    system.current(),
                    journal.current());
        }
        return "had been interrupted and was taken back: " + whole;
    }

    /// Makes every file and the generation what the journal says they were. May be repeated, so that it can be killed
    /// too.
    ///
    /// @return empty if everything is as it was
    Optional<Trouble> takeBack(Journal journal) throws IOException {
        ManagedTree tree = new ManagedTree(paths.config());
        SnapshotStore snapshots = new SnapshotStore(paths);
        for (Map.Entry<TreePath, Content> change : journal.changes().files().entrySet()) {
            keepIfForeign(tree, change.getKey(), change.getValue());
            tree.putBack(change.getKey(), change.getValue().before(), snapshots);
        }
        tree.clear(journal.changes().files().keySet());
        return journal.activating().isPresent()
                ? goBack(journal.current(), journal.activating().get())
                : Optional.empty();
    }

    /// Somebody may have edited a file after the helper was killed: what they wrote is kept.
    private void keepIfForeign(ManagedTree tree, TreePath path, Content content) throws IOException {
        Optional<byte[]> present = tree.read(path);
        Optional<Sha256> hash = present.map(Sha256::of);
        if (present.isPresent() && !hash.equals(content.before()) && !hash.equals(content.after())) {
            new SnapshotStore(paths).put(present.get());
            progress.log(path + " was changed by somebody else; that content is kept as snapshot "
                    + hash.get().hex() + ".");
        }
    }

    private Optional<Trouble> goBack(Optional<Integer> former, Before before) throws IOException {
        if (former.isEmpty()) {
            String what = "there was no generation to go back to, so the system is still generation ";
            return system.current().map(made -> new Trouble(what + made, List.of(), List.of()));
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
}
