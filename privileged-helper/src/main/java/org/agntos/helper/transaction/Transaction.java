package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.Recorder;
import org.agntos.helper.audit.Recorder.Account;
import org.agntos.helper.audit.Recorder.Result;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Archive;
import org.agntos.helper.storage.Folder;
import org.agntos.helper.storage.MachineLock;
import org.agntos.helper.storage.ManagedTree;

/// Carries out one request: lock → recover → check → journal → snapshot → write → rebuild → activate → health
/// → audit → commit. Whatever fails before the audit line is on disk restores every byte and the former
/// generation; from that line on the transaction stands. [Recovery] holds to the same rule after a kill.
public final class Transaction {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HelperPaths paths;
    private final TargetSystem system;
    private final Cancellation cancellation;
    private final Consumer<HelperEvent> events;
    private final Consumer<String> log;
    private final String auditId;
    private final ManagedTree tree;
    private final Archive archive;
    private final AuditLog audit;
    private final Recorder recorder;
    private final Recovery recovery;

    /// @param id of the entry that will record success; see [#newId]
    /// @param events gets everything but the last event, on this thread and on those that read programs'
    /// output
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
        this.events = events;
        auditId = id;
        log = line -> events.accept(new HelperEvent.Log(line));
        tree = new ManagedTree(paths.config());
        archive = new Archive(paths);
        audit = new AuditLog(paths);
        recorder = new Recorder(audit, account);
        recovery = new Recovery(paths, system, audit, recorder, log);
    }

    /// An id for an audit entry that no other has: the time in nanoseconds.
    public static String newId(Instant now) {
        return "a-" + Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    /// Runs to the end. @return [HelperEvent.Done] or [HelperEvent.Failed]
    public HelperEvent run(HelperRequest request) {
        return locked(recovered -> request instanceof HelperRequest.Recover
                ? done(recovered.entry(), recovered.done().isEmpty(), system.current(), recovered)
                : change(request, recovered));
    }

    /// Records that a request was not understood, by the hash of its bytes, if the log can be written; so
    /// many a day that nobody can fill the disk with it. @param why a clause
    public HelperEvent.Failed refuse(byte[] request, String why) {
        Failure failure = Failure.badRequest(why);
        Act act = Act.own(Json.object("type", "Malformed", "request", Sha256.of(request)), "A request not understood");
        HelperEvent last = locked(_ -> failure.event(
                archive.admitsMalformed(Instant.now())
                        ? record(auditId, act, Result.refused(failure.message()))
                        : Optional.empty()));
        return last instanceof HelperEvent.Failed failed && failed.reason() == Reason.BAD_REQUEST
                ? failed
                : failure.event(Optional.empty());
    }

    @FunctionalInterface
    private interface Locked {
        HelperEvent run(Recovery.Recovered recovered) throws IOException;
    }

    private HelperEvent locked(Locked work) {
        begin(Phase.LOCK);
        try {
            Folder.make(paths.lib()).close();
            try (FileChannel _ = MachineLock.acquire(paths.lock(), PATIENCE)) {
                begin(Phase.RECOVER);
                Recovery.Recovered recovered = recovery.run();
                recovered.done().forEach(log);
                return work.run(recovered);
            }
        } catch (IOException e) {
            return Failure.of(e).event(Optional.empty());
        }
    }

    private void begin(Phase phase) {
        events.accept(new HelperEvent.PhaseStarted(phase));
    }

    private HelperEvent change(HelperRequest request, Recovery.Recovered recovered) throws IOException {
        begin(Phase.CHECK);
        Optional<Plan> plan;
        try {
            plan = new Check(paths, audit, system).plan(request);
        } catch (IOException e) {
            Failure failure = Failure.of(e);
            return failure.event(record(auditId, Act.of(request), Result.refused(failure.message())));
        }
        if (plan.isEmpty()) {
            log.accept("The machine is already as this change wants it.");
            return done(Optional.empty(), true, system.current(), recovered);
        }
        return carryOut(plan.get(), recovered);
    }

    private HelperEvent carryOut(Plan plan, Recovery.Recovered recovered) throws IOException {
        Act act = plan.act();
        Journal journal = new Journal(auditId, act, system.current());
        try {
            ensureWayBack(plan);
            begin(Phase.JOURNAL);
            journal = new Journal(auditId, act, system.current());
            journal.write(paths);
            write(plan);
            Optional<Path> built = plan.goTo().isPresent() ? Optional.empty() : Optional.of(build());
            journal = pointOfNoReturn(journal);
            int generation = activate(plan, built, journal);
            begin(Phase.AUDIT);
            archive.stage(generation, Plan.hashes(plan.after()));
            recorder.record(auditId, act, Result.SUCCESS, journal.current(), Optional.of(generation));
        } catch (IOException | RuntimeException e) {
            return takeBack(act, journal, Failure.of(e));
        }
        return commit(journal, recovered);
    }

    /// The generation a change starts from is one to come back to: its files are noted if nobody has done so.
    /// A machine that has none yet gets the tree as it is as its first; a tree that cannot be built has none.
    private void ensureWayBack(Plan plan) throws IOException {
        Optional<Integer> current = system.current();
        int generation = current.isPresent() ? current.get() : system.next();
        if (current.isPresent() && archive.manifest(generation).isPresent()) {
            return;
        }
        audit.begin();
        keep(plan.tree());
        archive.stage(generation, Plan.hashes(plan.tree()));
        archive.commit(generation);
        if (current.isEmpty()) {
            begin(Phase.REBUILD);
            log.accept("The state before this change is kept as the first generation.");
            Act first = Act.own(plan.act().action(), "The first generation");
            new Journal(auditId, first, Optional.empty()).write(paths);
            try {
                system.make(system.build(cancellation, log), log);
                system.activate(new TreeSet<>(), log);
            } catch (Failure e) {
                log.accept("It has none. " + e.message());
            } finally {
                Journal.delete(paths);
            }
            requireNotCancelled();
        }
    }

    private void write(Plan plan) throws IOException {
        begin(Phase.SNAPSHOT);
        keep(plan.tree());
        keep(plan.after());
        requireNotCancelled();
        begin(Phase.WRITE);
        Changes changes = plan.act().changes();
        long done = 0;
        for (TreePath path : changes.files().keySet()) {
            Optional<byte[]> before = Optional.ofNullable(plan.tree().get(path));
            tree.stage(path, before, Optional.ofNullable(plan.after().get(path)));
            int total = changes.files().size();
            events.accept(new HelperEvent.Progress(Phase.WRITE, Unit.FILES, ++done, total));
        }
        tree.swapIn(changes);
    }

    private void keep(SortedMap<TreePath, byte[]> files) throws IOException {
        for (byte[] content : files.values()) {
            archive.put(content);
        }
    }

    private Path build() throws IOException {
        begin(Phase.REBUILD);
        requireNotCancelled();
        try {
            return system.build(cancellation, log);
        } catch (Failure e) {
            requireNotCancelled();
            throw e;
        }
    }

    /// From here on nothing can be cancelled, and the journal says that the generation may be another.
    private Journal pointOfNoReturn(Journal journal) throws IOException {
        if (!cancellation.close()) {
            requireNotCancelled();
        }
        begin(Phase.ACTIVATE);
        if (!system.current().equals(journal.current())) {
            throw Failure.busy("somebody has made another generation current meanwhile");
        }
        Journal activating = journal.activating(system.failedUnits());
        activating.write(paths);
        return activating;
    }

    /// @return the generation that is current and activated now
    private int activate(Plan plan, Optional<Path> built, Journal journal) throws IOException {
        if (built.isPresent()) {
            system.make(built.get(), log);
        } else {
            system.use(plan.goTo().orElseThrow());
        }
        system.activate(journal.failing().orElseThrow(), log);
        begin(Phase.HEALTH);
        Optional<Integer> generation = system.current();
        Changes changes = plan.act().changes();
        if (generation.isEmpty() || !tree.hashes(changes.files().keySet()).equals(changes.after())) {
            throw new Failure(
                    Reason.ACTIVATION,
                    "Somebody else changed the same files, or removed the generations, at the same time.",
                    "Look at the machine as it is now, then try again.");
        }
        return generation.get();
    }

    private HelperEvent commit(Journal journal, Recovery.Recovered recovered) throws IOException {
        begin(Phase.COMMIT);
        try {
            recovery.finish(journal);
            Journal.delete(paths);
        } catch (IOException e) {
            String what = "The change was applied and recorded, but its last step failed: " + Failure.describe(e) + ".";
            return Failure.notWhole(Reason.DISK, what, "", List.of()).event(Optional.of(auditId));
        }
        try {
            archive.collect(system::exists, Instant.now());
        } catch (IOException e) {
            // The act is done: nothing of this can fail it.
            log.accept("No former contents were removed: " + Failure.describe(e) + ".");
        }
        return done(Optional.of(auditId), false, journal.current(), recovered);
    }

    private HelperEvent takeBack(Act act, Journal journal, Failure failure) {
        begin(Phase.RESTORE);
        try {
            Optional<Failure> trouble = recovery.takeBack(journal);
            Failure told = trouble.isPresent() ? notBack(failure, trouble.get(), journal) : failure;
            Optional<String> recorded = record(journal.recoveryId(), act, Result.failed(told.message()));
            if (trouble.isEmpty()) {
                Journal.delete(paths);
            }
            return told.event(recorded);
        } catch (IOException e) {
            String what = failure.message() + " And taking it back failed: " + Failure.describe(e) + ".";
            return Failure.notWhole(Reason.DISK, what, "", failure.problems()).event(Optional.empty());
        }
    }

    private Failure notBack(Failure failure, Failure trouble, Journal journal) {
        return Failure.notWhole(
                failure.reason(),
                failure.message() + " Every file is as it was, but going back to the former generation failed, too. "
                        + trouble.message(),
                journal.current()
                        .map(former -> "As root run: " + String.join(" ; ", system.byHand(former)))
                        .orElse(""),
                trouble.problems());
    }

    /// Writes an entry about something that did not happen; where the log cannot be written that is only
    /// said.
    private Optional<String> record(String id, Act act, Result result) {
        try {
            Optional<Integer> current = system.current();
            recorder.record(id, act, result, current, current);
            return Optional.of(id);
        } catch (IOException e) {
            log.accept("This could not be written to the audit log: " + Failure.describe(e));
            return Optional.empty();
        }
    }

    private HelperEvent done(
            Optional<String> id, boolean isUnchanged, Optional<Integer> before, Recovery.Recovered recovered)
            throws IOException {
        return new HelperEvent.Done(id, isUnchanged, before, system.current(), recovered.done(), recorder.millis());
    }

    private void requireNotCancelled() throws IOException {
        if (cancellation.isRequested()) {
            throw new Failure(
                    Reason.CANCELLED,
                    "It was cancelled: standard input was closed before activation.",
                    "Apply it again whenever you like.");
        }
    }
}
