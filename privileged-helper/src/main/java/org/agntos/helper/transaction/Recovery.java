package org.agntos.helper.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.rebuild.Generations;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.StrayPrograms;
import org.agntos.helper.storage.Manifests;

/// Finishes what a killed helper left behind. One rule decides: if the line of success is in the audit log the
/// transaction stands and its last steps are done; if not, it is taken back whole.
final class Recovery {
    private final Journal.Store journals;
    private final AuditLog audit;
    private final Manifests manifests;
    private final Generations generations;
    private final Restoration restoration;
    private final Entries entries;

    /// What was done, in sentences for people. @param entry the audit entry that records it
    record Recovered(List<String> done, Optional<String> entry) {}

    Recovery(
            Journal.Store journals,
            AuditLog audit,
            Manifests manifests,
            Generations generations,
            Restoration restoration,
            Entries entries) {
        this.journals = journals;
        this.audit = audit;
        this.manifests = manifests;
        this.generations = generations;
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
        } catch (IOException e) {
            throw Failure.notRestored(
                    "What a former helper left behind could not be finished: " + Failure.describe(e) + ".", List.of());
        } catch (RebuildException e) {
            throw Failure.notRestored(
                    "What a former helper left behind could not be finished: " + e.getMessage() + ".", e.lines());
        }
    }

    private String finish(Journal journal) throws IOException {
        Optional<Integer> generation = generations.current();
        if (generation.isPresent()) {
            manifests.stage(generation.get(), journal.manifest()).commit();
        }
        restoration.clear(journal);
        return "\"" + journal.summary() + "\" was applied and recorded; its last steps were finished.";
    }

    private String takeBack(Journal journal) throws IOException, RebuildException {
        restoration.takeBack(journal);
        boolean isRecorded = audit.lastId().equals(Optional.of(journal.recoveryId()));
        if (!isRecorded && !journal.changes().isEmpty()) {
            audit.append(entries.recovered(journal));
        }
        return "\"" + journal.summary() + "\" had been interrupted and was taken back: every file is as it was before.";
    }
}
