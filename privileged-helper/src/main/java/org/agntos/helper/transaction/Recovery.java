package org.agntos.helper.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.DamagedLogException;
import org.agntos.helper.rebuild.StrayPrograms;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Manifests;

/// Finishes what a killed helper left behind. One rule decides: if the line of success is in the audit log the
/// transaction stands and its last steps are done; if not, it is taken back whole.
///
/// A former generation that cannot be activated even so is told and written down, but it does not bar the way: the
/// next change may be the one that mends it.
final class Recovery {
    private final Journal.Store journals;
    private final AuditLog audit;
    private final Manifests manifests;
    private final TargetSystem system;
    private final Restoration restoration;
    private final Entries entries;

    /// What was done, in sentences for people. @param entry the audit entry that records it
    record Recovered(List<String> done, Optional<String> entry) {}

    Recovery(
            Journal.Store journals,
            AuditLog audit,
            Manifests manifests,
            TargetSystem system,
            Restoration restoration,
            Entries entries) {
        this.journals = journals;
        this.audit = audit;
        this.manifests = manifests;
        this.system = system;
        this.restoration = restoration;
        this.entries = entries;
    }

    Recovered run() throws Failure {
        try {
            journals.sweep();
            List<String> done = new ArrayList<>(audit.repair());
            Optional<Journal> journal = journals.read();
            if (journal.isEmpty()) {
                return new Recovered(done, Optional.empty());
            }
            StrayPrograms.end(journal.get().auditId());
            boolean stands = audit.lastId().equals(Optional.of(journal.get().auditId()));
            done.add(stands ? finish(journal.get()) : takeBack(journal.get()));
            journals.delete();
            return new Recovered(
                    done,
                    stands || journal.get().changes().isEmpty()
                            ? Optional.empty()
                            : Optional.of(journal.get().recoveryId()));
        } catch (DamagedLogException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw Failure.notRestored(
                    "What a former helper left behind could not be finished: " + Failure.describe(e) + ".", List.of());
        }
    }

    private String finish(Journal journal) throws IOException {
        Optional<Integer> generation = system.current();
        if (generation.isPresent()) {
            manifests.stage(generation.get(), journal.manifest()).commit();
        }
        restoration.clear(journal);
        return "\"" + journal.summary() + "\" was applied and recorded; its last steps were finished.";
    }

    private String takeBack(Journal journal) throws IOException {
        Optional<Restoration.Trouble> trouble = restoration.takeBack(journal);
        boolean isRecorded = audit.lastId().equals(Optional.of(journal.recoveryId()));
        if (!isRecorded && !journal.changes().isEmpty()) {
            audit.append(entries.recovered(journal, trouble));
        }
        String files = "\"" + journal.summary() + "\" had been interrupted and was taken back: ";
        return files
                + trouble.map(what -> "every file is as it was before, but " + what.what() + ".")
                        .orElse("everything is as it was before.");
    }
}
