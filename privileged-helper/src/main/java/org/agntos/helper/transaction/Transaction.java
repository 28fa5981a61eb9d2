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
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.Health;
import org.agntos.helper.rebuild.Progress;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.TargetSystem;
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
    private final TargetSystem system;
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
    private Phase phase = Phase.LOCK;

    /// @param id of the entry that will record success; see [#newId]
    /// @param events gets everything but the last event, on this thread and on those that read programs' output
    public Transaction(
            HelperPaths paths,
            TargetSystem system,
            String id,
            Account account,
            Cancellation cancellation,
            Consumer<HelperEvent> events) {
        this.paths = paths;
        this.events = events;
        this.cancellation = cancellation;
        this.system = system;
        tree = new ManagedTree(paths.config());
        snapshots = new SnapshotStore(paths);
        manifests = new Manifests(paths);
        audit = new AuditLog(paths);
        journals = new Journal.Store(paths);
        entries = new Entries(account, InstantSource.system());
        restoration = new Restoration(tree, snapshots, system, progress());
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
                return Failure.busy("another helper is at work").event(Optional.empty());
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
        Recovery recovery = new Recovery(journals, audit, manifests, system, restoration, entries);
        Recovery.Recovered recovered = recovery.run();
        recovered.done().forEach(this::log);
        return switch (request) {
            case HelperRequest.Recover() ->
                done(recovered.entry(), recovered.done().isEmpty(), system.current(), recovered);
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
            plan = checked.plan(new Check(tree, snapshots, manifests, audit, system));
        } catch (Failure | IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(act, new Result.Refused(failure.message())));
        }
        if (plan.isEmpty()) {
            log("The machine is already as this change wants it.");
            return done(Optional.empty(), true, system.current(), recovered);
        }
        return carryOut(plan.get(), recovered);
    }

    private HelperEvent carryOut(Plan plan, Recovery.Recovered recovered) throws IOException {
        Journal journal;
        try {
            ensureWayBack(plan);
            journal = new Journal(
                    auditId,
                    recoveryId,
                    plan.act().reason().summary(),
                    Optional.empty(),
                    plan.act().changes(),
                    system.current(),
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
            Optional<Path> built = plan.goTo().isPresent() ? Optional.empty() : Optional.of(build());
            journal = pointOfNoReturn(journal);
            int generation = activate(plan, built, journal.activating().orElseThrow());
            requireUntouched(plan, generation);
            phase(Phase.AUDIT);
            manifest = Optional.of(manifests.stage(generation, journal.manifest()));
            audit.append(
                    entries.of(auditId, plan.act(), new Result.Success(), journal.current(), Optional.of(generation)));
        } catch (Failure | IOException | RebuildException | RuntimeException e) {
            return takeBack(plan.act(), journal, manifest, Failure.of(e));
        }
        return commit(journal, manifest.get(), recovered);
    }

    /// The generation a change starts from is one to come back to: its files are noted if nobody has done so. A machine
    /// that has none yet gets the tree as it is as its first; a tree that cannot be built has none.
    private void ensureWayBack(Plan plan) throws Failure, IOException {
        Optional<Integer> current = system.current();
        int generation = current.isPresent() ? current.get() : system.next();
        if (current.isPresent() && manifests.read(generation).isPresent()) {
            return;
        }
        keepAll(plan);
        manifests.stage(generation, Plan.hashes(plan.tree())).commit();
        if (current.isEmpty()) {
            makeFirstGeneration();
        }
    }

    private void makeFirstGeneration() throws Failure, IOException {
        phase(Phase.REBUILD);
        log("The state before this change is kept as the first generation.");
        Journal journal = new Journal(
                auditId,
                recoveryId,
                "The first generation",
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty(),
                new TreeMap<>());
        journals.write(journal);
        try {
            system.activate(system.build(cancellation, progress()), Before.NOTHING, progress());
        } catch (RebuildException e) {
            log("It has none: " + e.getMessage() + ".");
        } finally {
            journals.delete();
        }
        requireNotCancelled();
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
            events.accept(new HelperEvent.Progress(Phase.WRITE, Unit.FILES, ++done, total));
        }
        tree.swapIn(plan.files());
    }

    private Path build() throws Failure, RebuildException, IOException {
        phase(Phase.REBUILD);
        requireNotCancelled();
        try {
            return system.build(cancellation, progress());
        } catch (RebuildException e) {
            requireNotCancelled();
            throw e;
        }
    }

    /// From here on nothing can be cancelled, and the journal says that the generation may be another.
    private Journal pointOfNoReturn(Journal journal) throws Failure, RebuildException, IOException {
        if (!cancellation.close()) {
            throw Failure.cancelled();
        }
        phase(Phase.ACTIVATE);
        if (!system.current().equals(journal.current())) {
            throw Failure.busy("somebody has made another generation current meanwhile");
        }
        Journal activating = journal.activating(system.observe());
        journals.write(activating);
        return activating;
    }

    /// @return the generation that is current and activated now
    private int activate(Plan plan, Optional<Path> built, Before before) throws Failure, RebuildException, IOException {
        Health health = built.isPresent()
                ? system.activate(built.get(), before, progress())
                : system.activate(plan.goTo().orElseThrow(), before, progress());
        phase(Phase.HEALTH);
        return switch (health) {
            case Health.Well(List<String> notes) -> {
                notes.forEach(this::log);
                yield system.current().orElseThrow(() -> Failure.unhealthy("there is no current generation"));
            }
            case Health.Unwell(String trouble, List<String> units) -> throw Failure.unhealthy(trouble, units);
        };
    }

    private void requireUntouched(Plan plan, int generation) throws Failure, IOException {
        if (plan.goTo().isPresent() && plan.goTo().get() != generation) {
            throw Failure.unhealthy("generation " + generation + " is the current one");
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
            Optional<Restoration.Trouble> trouble = restoration.takeBack(journal);
            Failure told = trouble.map(what -> Failure.notBack(failure.message(), what))
                    .orElse(failure);
            Optional<String> recorded = recordAs(recoveryId, act, new Result.Failed(told.message()));
            if (trouble.isEmpty()) {
                journals.delete();
            }
            return told.event(recorded);
        } catch (IOException e) {
            String trouble = failure.message() + " And taking it back failed: " + Failure.describe(e) + ".";
            return Failure.notRestored(trouble, List.of()).event(Optional.empty());
        }
    }

    private Optional<String> record(Act act, Result result) {
        return recordAs(auditId, act, result);
    }

    /// Writes an entry about something that did not happen; where the log cannot be written that is only said.
    private Optional<String> recordAs(String id, Act act, Result result) {
        try {
            Optional<Integer> current = system.current();
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
        return new HelperEvent.Done(id, isUnchanged, before, system.current(), recovered.done(), entries.millis());
    }

    private void requireNotCancelled() throws Failure {
        if (cancellation.isRequested()) {
            throw Failure.cancelled();
        }
    }

    private void phase(Phase next) {
        phase = next;
        events.accept(new HelperEvent.PhaseStarted(next));
    }

    private void log(String line) {
        events.accept(new HelperEvent.Log(line));
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void log(String line) {
                Transaction.this.log(line);
            }

            @Override
            public void progress(HelperEvent.Unit unit, long done, long total) {
                events.accept(new HelperEvent.Progress(phase, unit, done, Math.max(1, total)));
            }
        };
    }
}
