package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.AuditRecord.Account;
import org.agntos.helper.audit.AuditRecord.Result;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Before;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.Health;
import org.agntos.helper.rebuild.Progress;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Folder;
import org.agntos.helper.storage.MachineLock;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;
import org.agntos.helper.storage.Retention;
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
    private final Recorder recorder;
    private final Recovery recovery;
    private final Cancellation cancellation;
    private final Events events;
    private final String auditId;

    /// What is told while it goes on. Programs' output comes on other threads.
    private static final class Events implements Progress {
        private final Consumer<HelperEvent> out;
        private volatile Phase phase = Phase.LOCK;

        Events(Consumer<HelperEvent> out) {
            this.out = out;
        }

        void phase(Phase next) {
            phase = next;
            out.accept(new HelperEvent.PhaseStarted(next));
        }

        @Override
        public void log(String line) {
            out.accept(new HelperEvent.Log(line));
        }

        @Override
        public void progress(Unit unit, long done, long total) {
            out.accept(new HelperEvent.Progress(phase, unit, done, Math.max(1, total)));
        }
    }

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
        this.system = system;
        this.cancellation = cancellation;
        this.events = new Events(events);
        tree = new ManagedTree(paths.config());
        snapshots = new SnapshotStore(paths);
        manifests = new Manifests(paths);
        audit = new AuditLog(paths);
        recorder = new Recorder(audit, account);
        recovery = new Recovery(paths, system, audit, recorder, this.events);
        auditId = id;
    }

    /// An id for an audit entry that no other has: the time in nanoseconds.
    public static String newId(Instant now) {
        return "a-" + Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    /// Runs to the end. @return [HelperEvent.Done] or [HelperEvent.Failed]
    public HelperEvent run(HelperRequest request) {
        events.phase(Phase.LOCK);
        try {
            Folder.make(paths.lib()).close();
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
        events.phase(Phase.RECOVER);
        Recovery.Recovered recovered = recovery.run();
        recovered.done().forEach(events::log);
        Check check = new Check(paths, audit, system);
        return switch (request) {
            case HelperRequest.Recover() ->
                done(recovered.entry(), recovered.done().isEmpty(), system.current(), recovered);
            case HelperRequest.Apply apply -> change(Act.of(apply), check, () -> check.apply(apply), recovered);
            case HelperRequest.Undo undo -> change(Act.of(undo), check, () -> check.undo(undo), recovered);
            case HelperRequest.Rollback rollback ->
                change(Act.of(rollback), check, () -> check.rollback(rollback), recovered);
        };
    }

    @FunctionalInterface
    private interface Checked {
        Optional<Plan> plan() throws Failure, IOException;
    }

    private HelperEvent change(Act act, Check check, Checked checked, Recovery.Recovered recovered) throws IOException {
        events.phase(Phase.CHECK);
        Optional<Plan> plan;
        try {
            plan = checked.plan();
            if (plan.isPresent()) {
                check.requireAllowed(plan.get());
            }
        } catch (Failure | IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(auditId, act, new Result.Refused(failure.message())));
        }
        if (plan.isEmpty()) {
            events.log("The machine is already as this change wants it.");
            return done(Optional.empty(), true, system.current(), recovered);
        }
        return carryOut(plan.get(), recovered);
    }

    private HelperEvent carryOut(Plan plan, Recovery.Recovered recovered) throws IOException {
        Act act = plan.act();
        Journal journal;
        try {
            ensureWayBack(plan);
            events.phase(Phase.JOURNAL);
            journal = new Journal(auditId, act.reason().summary(), act.changes(), system.current(), Optional.empty());
            journal.write(paths);
        } catch (Failure | IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(auditId, act, new Result.Failed(failure.message())));
        }
        int generation;
        try {
            write(plan);
            Optional<Path> built = plan.goTo().isPresent() ? Optional.empty() : Optional.of(build());
            journal = pointOfNoReturn(journal);
            generation = activate(plan, built, journal.activating().orElseThrow());
            events.phase(Phase.AUDIT);
            manifests.stage(generation, Plan.hashes(plan.after()));
            recorder.record(auditId, act, new Result.Success(), journal.current(), Optional.of(generation));
        } catch (Failure | IOException | RebuildException | RuntimeException e) {
            return takeBack(act, journal, Failure.of(e));
        }
        return commit(journal, generation, recovered);
    }

    /// The generation a change starts from is one to come back to: its files are noted if nobody has done so. A machine
    /// that has none yet gets the tree as it is as its first; a tree that cannot be built has none.
    private void ensureWayBack(Plan plan) throws Failure, IOException {
        Optional<Integer> current = system.current();
        int generation = current.isPresent() ? current.get() : system.next();
        if (current.isPresent() && manifests.read(generation).isPresent()) {
            return;
        }
        audit.begin();
        keep(plan.tree());
        manifests.stage(generation, Plan.hashes(plan.tree()));
        manifests.commit(generation);
        if (current.isEmpty()) {
            makeFirstGeneration();
        }
    }

    private void makeFirstGeneration() throws Failure, IOException {
        events.phase(Phase.REBUILD);
        events.log("The state before this change is kept as the first generation.");
        Changes none = new Changes(new TreeMap<>());
        new Journal(auditId, "The first generation", none, Optional.empty(), Optional.empty()).write(paths);
        try {
            system.activate(system.build(cancellation, events), Before.NOTHING, events);
        } catch (RebuildException e) {
            events.log("It has none: " + e.getMessage() + ".");
        } finally {
            Journal.delete(paths);
        }
        requireNotCancelled();
    }

    private void write(Plan plan) throws Failure, IOException {
        events.phase(Phase.SNAPSHOT);
        keep(plan.tree());
        keep(plan.after());
        requireNotCancelled();
        events.phase(Phase.WRITE);
        Changes changes = plan.act().changes();
        long done = 0;
        for (TreePath path : changes.files().keySet()) {
            Optional<byte[]> before = Optional.ofNullable(plan.tree().get(path));
            tree.stage(path, before, Optional.ofNullable(plan.after().get(path)));
            events.progress(Unit.FILES, ++done, changes.files().size());
        }
        tree.swapIn(changes);
    }

    private void keep(SortedMap<TreePath, byte[]> files) throws IOException {
        for (Map.Entry<TreePath, byte[]> file : files.entrySet()) {
            snapshots.put(file.getValue());
        }
    }

    private Path build() throws Failure, RebuildException, IOException {
        events.phase(Phase.REBUILD);
        requireNotCancelled();
        try {
            return system.build(cancellation, events);
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
        events.phase(Phase.ACTIVATE);
        if (!system.current().equals(journal.current())) {
            throw Failure.busy("somebody has made another generation current meanwhile");
        }
        Journal activating = journal.activating(system.observe());
        activating.write(paths);
        return activating;
    }

    /// @return the generation that is current and activated now
    private int activate(Plan plan, Optional<Path> built, Before before) throws Failure, RebuildException, IOException {
        Health health = built.isPresent()
                ? system.activate(built.get(), before, events)
                : system.activate(plan.goTo().orElseThrow(), before, events);
        events.phase(Phase.HEALTH);
        switch (health) {
            case Health.Well(var notes) -> notes.forEach(events::log);
            case Health.Unwell(String trouble, var units) -> throw Failure.unhealthy(trouble, units);
        }
        Changes changes = plan.act().changes();
        if (!tree.hashes(changes.files().keySet()).equals(changes.after())) {
            throw Failure.meanwhile("changed the same files");
        }
        return system.current().orElseThrow(() -> Failure.meanwhile("removed the system's generations"));
    }

    private HelperEvent commit(Journal journal, int generation, Recovery.Recovered recovered) throws IOException {
        events.phase(Phase.COMMIT);
        try {
            manifests.commit(generation);
            tree.clear(journal.changes().files().keySet());
            Journal.delete(paths);
            collect();
        } catch (IOException e) {
            return Failure.notFinished(e).event(Optional.of(auditId));
        }
        return done(Optional.of(auditId), false, journal.current(), recovered);
    }

    /// Removes former contents that nothing needs any more, if the administrator set a term. The act is done, so
    /// nothing
    /// of this can fail it.
    private void collect() {
        try {
            Optional<Retention> retention = Retention.read(paths);
            if (retention.isPresent()) {
                snapshots.collect(retention.get(), manifests.needed(system::exists), Instant.now());
            }
        } catch (IOException e) {
            events.log("No former contents were removed: " + Failure.describe(e) + ".");
        }
    }

    private HelperEvent takeBack(Act act, Journal journal, Failure failure) {
        events.phase(Phase.RESTORE);
        try {
            Optional<Recovery.Trouble> trouble = recovery.takeBack(journal);
            Failure told = trouble.map(failure::andNotBack).orElse(failure);
            Optional<String> recorded = record(journal.recoveryId(), act, new Result.Failed(told.message()));
            if (trouble.isEmpty()) {
                Journal.delete(paths);
            }
            return told.event(recorded);
        } catch (IOException e) {
            return failure.andNotRestored(e).event(Optional.empty());
        }
    }

    /// Writes an entry about something that did not happen; where the log cannot be written that is only said.
    private Optional<String> record(String id, Act act, Result result) {
        try {
            Optional<Integer> current = system.current();
            recorder.record(id, act, result, current, current);
            return Optional.of(id);
        } catch (IOException e) {
            events.log("This could not be written to the audit log: " + Failure.describe(e));
            return Optional.empty();
        }
    }

    private HelperEvent done(
            Optional<String> id, boolean isUnchanged, Optional<Integer> before, Recovery.Recovered recovered)
            throws IOException {
        return new HelperEvent.Done(id, isUnchanged, before, system.current(), recovered.done(), recorder.millis());
    }

    private void requireNotCancelled() throws Failure {
        if (cancellation.isRequested()) {
            throw Failure.cancelled();
        }
    }
}
