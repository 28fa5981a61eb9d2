package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.AuditRecord;
import org.agntos.helper.audit.AuditRecord.Account;
import org.agntos.helper.audit.AuditRecord.Result;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.Generations;
import org.agntos.helper.rebuild.PracticeSystem;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.Rebuilder;
import org.agntos.helper.storage.DurableFile;
import org.agntos.helper.storage.MachineLock;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;
import org.agntos.helper.storage.SnapshotStore;

/// Carries out one request: lock → recover → check → journal → snapshot → write → rebuild → activate → health → audit
/// → commit. Whatever fails before the audit line is on disk restores every byte and the former generation; from that
/// line on the transaction stands. [Recovery] holds to the same rule after a kill.
public final class Transaction {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HelperPaths paths;
    private final Rebuilder rebuilder;
    private final Generations generations;
    private final ManagedTree tree;
    private final SnapshotStore snapshots;
    private final Manifests manifests;
    private final AuditLog audit;
    private final Journal.Store journals;
    private final Entries entries;
    private final Restoration restoration;
    private final Cancellation cancellation;
    private final Consumer<HelperEvent> events;
    private final String auditId;
    private final String recoveryId;
    private boolean isActivating;

    /// @param id of the entry that will record success; see [#newId]
    /// @param events gets everything but the last event, on this thread and on those that read programs' output
    public Transaction(
            HelperPaths paths,
            PracticeSystem system,
            String id,
            Account account,
            Cancellation cancellation,
            Consumer<HelperEvent> events) {
        this.paths = paths;
        this.events = events;
        this.cancellation = cancellation;
        rebuilder = system.rebuilder();
        generations = system.generations();
        tree = new ManagedTree(paths.config());
        snapshots = new SnapshotStore(paths);
        manifests = new Manifests(paths);
        audit = new AuditLog(paths);
        journals = new Journal.Store(paths);
        entries = new Entries(account, InstantSource.system());
        restoration = new Restoration(tree, snapshots, generations, this::log);
        auditId = id;
        recoveryId = idAfter(id);
    }

    /// An id for an audit entry that no other has: the time in nanoseconds.
    public static String newId(Instant now) {
        return "a-" + Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    private static String idAfter(String id) {
        return "a-" + Long.toHexString(Long.parseLong(id, 2, id.length(), 16) + 1);
    }

    /// Runs to the end. @return [HelperEvent.Done] or [HelperEvent.Failed]
    public HelperEvent run(HelperRequest request) {
        phase(Phase.LOCK);
        try {
            DurableFile.makePrivateFolder(paths.journal());
            Optional<MachineLock> lock = MachineLock.acquire(paths.lock(), PATIENCE);
            if (lock.isEmpty()) {
                return Failure.busy().event(Optional.empty());
            }
            try (MachineLock _ = lock.get()) {
                return runLocked(request);
            }
        } catch (Failure | IOException e) {
            return Failure.of(e).event(Optional.empty());
        }
    }

    private HelperEvent runLocked(HelperRequest request) throws Failure, IOException {
        phase(Phase.RECOVER);
        Recovery recovery = new Recovery(journals, audit, manifests, generations, restoration, entries);
        Recovery.Recovered recovered = recovery.run();
        recovered.done().forEach(this::log);
        return switch (request) {
            case HelperRequest.Recover() ->
                done(recovered.entry(), recovered.done().isEmpty(), generations.current(), recovered);
            case HelperRequest.Apply apply -> change(Act.of(apply), check -> check.apply(apply), recovered);
            case HelperRequest.Undo undo -> change(Act.of(undo), check -> check.undo(undo), recovered);
            case HelperRequest.Rollback rollback ->
                change(Act.of(rollback), check -> check.rollback(rollback), recovered);
        };
    }

    @FunctionalInterface
    private interface Checked {
        Optional<Plan> plan(Check check) throws Failure, IOException;
    }

    private HelperEvent change(Act act, Checked checked, Recovery.Recovered recovered) throws IOException {
        phase(Phase.CHECK);
        Optional<Plan> plan;
        try {
            plan = checked.plan(new Check(tree, snapshots, manifests, audit, generations));
        } catch (Failure | IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(act, new Result.Refused(failure.message())));
        }
        if (plan.isEmpty()) {
            log("The machine is already as this change wants it.");
            return done(Optional.empty(), true, generations.current(), recovered);
        }
        return carryOut(plan.get(), recovered);
    }

    private HelperEvent carryOut(Plan plan, Recovery.Recovered recovered) throws IOException {
        Journal journal;
        try {
            ensureFirstGeneration(plan);
            journal = new Journal(
                    auditId,
                    recoveryId,
                    plan.act().reason().summary(),
                    false,
                    plan.act().changes(),
                    generations.current(),
                    generations.next() - 1,
                    plan.manifest());
            phase(Phase.JOURNAL);
            journals.write(journal);
        } catch (Failure | IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(plan.act(), new Result.Failed(failure.message())));
        }
        Optional<DurableFile> manifest = Optional.empty();
        try {
            snapshot(plan);
            write(plan);
            int generation = rebuild(plan, journal);
            health(plan, generation);
            phase(Phase.AUDIT);
            manifest = Optional.of(manifests.stage(generation, journal.manifest()));
            audit.append(
                    entries.of(auditId, plan.act(), new Result.Success(), journal.current(), Optional.of(generation)));
        } catch (Failure | IOException | RebuildException | RuntimeException e) {
            return takeBack(plan.act(), journal, manifest, Failure.of(e));
        }
        return commit(journal, manifest.get(), recovered);
    }

    /// The first transaction of a machine keeps the tree as it was as generation 1, so that there is a way back. A
    /// tree that cannot be built has no generation.
    private void ensureFirstGeneration(Plan plan) throws Failure, IOException {
        if (generations.current().isPresent()) {
            return;
        }
        phase(Phase.REBUILD);
        log("The state before this change is kept as the first generation.");
        Journal journal = new Journal(
                auditId,
                recoveryId,
                "The first generation",
                true,
                new TreeMap<>(),
                Optional.empty(),
                generations.next() - 1,
                Plan.hashes(plan.tree()));
        journals.write(journal);
        try {
            keepAll(plan);
            manifests.stage(generations.next(), journal.manifest()).commit();
            Path built = rebuilder.build(cancellation, this::log);
            rebuilder.makeCurrent(built, this::log);
            generations.activate(generations.current().orElseThrow(), this::log);
        } catch (RebuildException e) {
            takeBackFirst(journal);
            log("It has none: " + e.getMessage() + ".");
        } catch (IOException | RuntimeException e) {
            takeBackFirst(journal);
            throw e;
        }
        journals.delete();
        requireNotCancelled();
    }

    private void takeBackFirst(Journal journal) throws IOException {
        try {
            restoration.takeBack(journal);
            journals.delete();
        } catch (RebuildException e) {
            throw new IllegalStateException("nothing is activated where there was no generation", e);
        }
    }

    private void snapshot(Plan plan) throws IOException {
        phase(Phase.SNAPSHOT);
        keepAll(plan);
        for (TreePath path : plan.files().writes().keySet()) {
            snapshots.put(plan.after(path).orElseThrow());
        }
    }

    private void keepAll(Plan plan) throws IOException {
        for (byte[] content : plan.tree().values()) {
            snapshots.put(content);
        }
    }

    private void write(Plan plan) throws Failure, IOException {
        requireNotCancelled();
        phase(Phase.WRITE);
        long done = 0;
        long total = plan.files().base().size();
        for (TreePath path : plan.files().paths()) {
            tree.stage(path, plan.before(path), plan.after(path));
            events.accept(new HelperEvent.Progress(Phase.WRITE, ++done, total));
        }
        tree.swapIn(plan.files());
    }

    /// @return the generation that is current and activated now
    private int rebuild(Plan plan, Journal journal) throws Failure, RebuildException, IOException {
        phase(Phase.REBUILD);
        Optional<Path> built = plan.goTo().isPresent() ? Optional.empty() : Optional.of(build());
        if (!cancellation.close()) {
            throw Failure.cancelled();
        }
        phase(Phase.ACTIVATE);
        isActivating = true;
        journals.write(journal.activating());
        if (built.isPresent()) {
            rebuilder.makeCurrent(built.get(), this::log);
        } else {
            generations.makeCurrent(plan.goTo().orElseThrow());
        }
        int generation = generations.current().orElseThrow(() -> Failure.unhealthy("there is no current generation"));
        generations.activate(generation, this::log);
        return generation;
    }

    private Path build() throws Failure, RebuildException, IOException {
        requireNotCancelled();
        try {
            return rebuilder.build(cancellation, this::log);
        } catch (RebuildException e) {
            requireNotCancelled();
            throw e;
        }
    }

    private void health(Plan plan, int generation) throws Failure, IOException {
        phase(Phase.HEALTH);
        Optional<String> trouble = generations.trouble(generation);
        if (trouble.isPresent()) {
            throw Failure.unhealthy(trouble.get());
        }
        for (TreePath path : plan.files().paths()) {
            if (!tree.read(path).map(Sha256::of).equals(plan.after(path).map(Sha256::of))) {
                throw Failure.unhealthy("somebody else changed " + path + " at the same time");
            }
        }
    }

    private HelperEvent commit(Journal journal, DurableFile manifest, Recovery.Recovered recovered) throws IOException {
        phase(Phase.COMMIT);
        try {
            manifest.commit();
            restoration.clear(journal);
            journals.delete();
        } catch (IOException e) {
            String trouble = "The change was applied and recorded, but its last step failed: " + Failure.describe(e);
            return Failure.notRestored(trouble + ".", List.of()).event(Optional.of(auditId));
        }
        return done(Optional.of(auditId), false, journal.current(), recovered);
    }

    private HelperEvent takeBack(Act act, Journal journal, Optional<DurableFile> manifest, Failure failure) {
        phase(Phase.RESTORE);
        try {
            if (manifest.isPresent()) {
                manifest.get().discard();
            }
            restoration.takeBack(isActivating ? journal.activating() : journal);
            Optional<String> recorded = recordAs(recoveryId, act, new Result.Failed(failure.message()));
            journals.delete();
            return failure.event(recorded);
        } catch (IOException e) {
            String trouble = failure.message() + " And taking it back failed: " + Failure.describe(e) + ".";
            return Failure.notRestored(trouble, List.of()).event(Optional.empty());
        } catch (RebuildException e) {
            String trouble = failure.message() + " And taking it back failed: " + e.getMessage() + ".";
            return Failure.notRestored(trouble, e.lines()).event(Optional.empty());
        }
    }

    private Optional<String> record(Act act, Result result) {
        return recordAs(auditId, act, result);
    }

    /// Writes an entry about something that did not happen; where the log cannot be written that is only said.
    private Optional<String> recordAs(String id, Act act, Result result) {
        try {
            Optional<Integer> current = generations.current();
            AuditRecord entry = entries.of(id, act, result, current, current);
            audit.append(entry);
            return Optional.of(id);
        } catch (IOException e) {
            log("This could not be written to the audit log: " + Failure.describe(e));
            return Optional.empty();
        }
    }

    private HelperEvent done(
            Optional<String> id, boolean isUnchanged, Optional<Integer> before, Recovery.Recovered recovered)
            throws IOException {
        return new HelperEvent.Done(id, isUnchanged, before, generations.current(), recovered.done(), entries.millis());
    }

    private void requireNotCancelled() throws Failure {
        if (cancellation.isRequested()) {
            throw Failure.cancelled();
        }
    }

    private void phase(Phase phase) {
        events.accept(new HelperEvent.PhaseStarted(phase));
    }

    private void log(String line) {
        events.accept(new HelperEvent.Log(line));
    }
}
