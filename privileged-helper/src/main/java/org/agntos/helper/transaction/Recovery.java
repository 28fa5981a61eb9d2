package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.Recorder;
import org.agntos.helper.audit.Recorder.Result;
import org.agntos.helper.protocol.Changes.Content;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.OtherPrograms;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Archive;
import org.agntos.helper.storage.ManagedTree;

/// Finishes what a killed helper left behind, and takes back what fails. One rule decides after a kill: if
/// the line of success is in the audit log the transaction stands and its last steps are done; if not, it is
/// taken back whole.
///
/// A former generation that cannot be activated even so is told and written down, but it does not bar the
/// way: the next change may be the one that mends it.
final class Recovery {
    private final HelperPaths paths;
    private final TargetSystem system;
    private final AuditLog audit;
    private final Recorder recorder;
    private final Consumer<String> log;
    private final ManagedTree tree;
    private final Archive archive;

    Recovery(HelperPaths paths, TargetSystem system, AuditLog audit, Recorder recorder, Consumer<String> log) {
        this.paths = paths;
        this.system = system;
        this.audit = audit;
        this.recorder = recorder;
        this.log = log;
        tree = new ManagedTree(paths.config());
        archive = new Archive(paths);
    }

    /// What was done, in sentences for people. @param entry the audit entry that records it
    record Recovered(List<String> done, Optional<String> entry) {}

    Recovered run() throws IOException {
        List<String> done = new ArrayList<>(audit.repair());
        try {
            Optional<Journal> found = Journal.read(paths);
            if (found.isEmpty()) {
                return new Recovered(done, Optional.empty());
            }
            Journal journal = found.get();
            OtherPrograms.endStrays(journal.auditId());
            boolean stands = audit.lastId().equals(Optional.of(journal.auditId()));
            if (stands) {
                finish(journal);
            }
            String how = stands ? "was applied and recorded; its last steps were finished." : interrupted(journal);
            done.add("\"" + journal.summary() + "\" " + how);
            Journal.delete(paths);
            boolean isRecorded = !stands && !journal.changes().files().isEmpty();
            return new Recovered(done, isRecorded ? Optional.of(journal.recoveryId()) : Optional.empty());
        } catch (IOException e) {
            String what = "What a former helper left behind could not be finished: " + Failure.describe(e) + ".";
            throw Failure.notWhole(Reason.DISK, what, "", List.of());
        }
    }

    /// The last steps of a transaction that stands. May be repeated.
    void finish(Journal journal) throws IOException {
        Optional<Integer> generation = system.current();
        try {
            archive.commit(generation.orElseThrow(() -> new NoSuchFileException("no generation")));
        } catch (NoSuchFileException e) {
            // The manifest is where it belongs.
        }
        if (journal.proposalId().isPresent()) {
            archive.markApplied(journal.proposalId().get());
        }
        tree.clear(journal.changes());
    }

    private String interrupted(Journal journal) throws IOException {
        Optional<Failure> trouble = takeBack(journal);
        String whole = "every file is as it was before"
                + trouble.map(failure -> ", but not the system. " + failure.message())
                        .orElse(".");
        boolean isRecorded = audit.lastId().equals(Optional.of(journal.recoveryId()));
        if (!isRecorded && !journal.changes().files().isEmpty()) {
            recorder.record(
                    journal.recoveryId(),
                    Act.own(
                            Json.object("type", "Recover", "entry", journal.auditId()),
                            "Taken back after an interruption: " + journal.summary()),
                    trouble.isPresent() ? Result.failed(whole) : Result.SUCCESS,
                    system.current(),
                    journal.current());
        }
        return "had been interrupted and was taken back: " + whole;
    }

    /// Makes every file and the generation what the journal says they were. May be repeated, so that it can
    /// be killed too.
    ///
    /// @return why the system is not as it was, although the files are; empty if everything is
    Optional<Failure> takeBack(Journal journal) throws IOException {
        for (Map.Entry<TreePath, Content> change : journal.changes().files().entrySet()) {
            keepIfForeign(change.getKey(), change.getValue());
            tree.putBack(change.getKey(), change.getValue().before(), archive);
        }
        tree.clear(journal.changes());
        if (journal.failing().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Integer> current = system.current();
            if (journal.current().isPresent()) {
                system.use(journal.current().get());
                system.activate(journal.failing().get(), log);
            } else if (current.isPresent()) {
                String what = "There was none to go back to, so the system is still generation " + current.get() + ".";
                throw new Failure(Reason.ACTIVATION, what, List.of());
            }
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        }
    }

    /// Somebody may have edited a file after the helper was killed: what they wrote is kept.
    private void keepIfForeign(TreePath path, Content content) throws IOException {
        Optional<byte[]> present = tree.read(path);
        Optional<Sha256> hash = present.map(Sha256::of);
        if (present.isPresent() && !hash.equals(content.before()) && !hash.equals(content.after())) {
            archive.put(present.get());
            log.accept(path + " was changed by somebody else; that content is kept as snapshot " + hash.get() + ".");
        }
    }
}
