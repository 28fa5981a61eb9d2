package org.agntos.helper.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.policy.AdminPolicy;
import org.agntos.helper.policy.AdminPolicy.Origin;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.ManagedTree;
import org.agntos.helper.storage.Manifests;
import org.agntos.helper.storage.SnapshotStore;

/// Decides whether a request may be carried out on the machine as it is now, and what it means there. Every answer is
/// a [Plan], nothing where the machine is already as the request wants it, or a [Failure]. Changes nothing.
final class Check {
    private final ManagedTree tree;
    private final SnapshotStore snapshots;
    private final Manifests manifests;
    private final AuditLog audit;
    private final TargetSystem system;
    private final Path policy;

    Check(HelperPaths paths, AuditLog audit, TargetSystem system) {
        tree = new ManagedTree(paths.config());
        snapshots = new SnapshotStore(paths);
        manifests = new Manifests(paths);
        this.audit = audit;
        this.system = system;
        policy = paths.config().resolve("policy.toml");
    }

    Optional<Plan> apply(HelperRequest.Apply request) throws Failure, IOException {
        Act act = Act.of(request);
        Changes changes = act.changes();
        requireDigest(changes, request.digest());
        SortedMap<TreePath, Optional<Sha256>> present =
                tree.hashes(changes.files().keySet());
        if (present.equals(changes.after())) {
            return Optional.empty();
        }
        requireFresh(changes.before(), present);
        SortedMap<TreePath, byte[]> contents = new TreeMap<>();
        request.files().writes().forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(plan(act, tree.readAll(), contents, Optional.empty()));
    }

    Optional<Plan> undo(HelperRequest.Undo request) throws Failure, IOException {
        Changes entry = changesOf(request.entryId());
        SortedMap<TreePath, Optional<Sha256>> present =
                tree.hashes(entry.files().keySet());
        if (present.equals(entry.before())) {
            return Optional.empty();
        }
        requireFresh(entry.after(), present);
        Changes changes = Changes.restoring(entry.before(), present);
        requireDigest(changes, request.digest());
        return Optional.of(plan(Act.of(request).with(changes), tree.readAll(), kept(changes), Optional.empty()));
    }

    Optional<Plan> rollback(HelperRequest.Rollback request) throws Failure, IOException {
        int generation = request.generation();
        Optional<SortedMap<TreePath, Sha256>> manifest = manifests.read(generation);
        if (manifest.isEmpty() || !system.exists(generation)) {
            throw Failure.refused(
                    "There is no generation " + generation + " to go back to, or its files were not noted.",
                    "`agntctl rollback list` shows which there are.");
        }
        SortedMap<TreePath, byte[]> all = tree.readAll();
        SortedMap<TreePath, Optional<Sha256>> target = new TreeMap<>();
        all.keySet().forEach(path -> target.put(path, Optional.empty()));
        manifest.get().forEach((path, hash) -> target.put(path, Optional.of(hash)));
        Changes changes = Changes.restoring(target, tree.hashes(target.keySet()));
        if (changes.files().isEmpty() && system.current().equals(Optional.of(generation))) {
            return Optional.empty();
        }
        requireDigest(changes, request.digest());
        return Optional.of(plan(Act.of(request).with(changes), all, kept(changes), Optional.of(generation)));
    }

    /// The last word on what may be applied, whoever has approved it. What is only restored was here before.
    void requireAllowed(Plan plan) throws Failure, IOException {
        SortedMap<TreePath, Optional<byte[]>> files = new TreeMap<>();
        for (TreePath path : plan.act().changes().files().keySet()) {
            files.put(path, Optional.ofNullable(plan.after().get(path)));
        }
        Origin origin = plan.act().proposalId().isPresent() ? Origin.CALLER : Origin.SNAPSHOT;
        try {
            Optional<AdminPolicy.Refusal> refusal = AdminPolicy.read(policy).judge(files, origin);
            if (refusal.isPresent()) {
                throw Failure.refused(refusal.get().reason(), refusal.get().next());
            }
        } catch (AdminPolicy.Unusable e) {
            throw Failure.refused(
                    policy + " cannot be used, so nothing can be allowed: " + e.getMessage() + ".",
                    "The administrator has to mend it; docs/formats/policy.md says how it is written.");
        }
    }

    private Changes changesOf(String entryId) throws Failure, IOException {
        byte[] line = audit.find(entryId)
                .orElseThrow(() -> Failure.refused(
                        "The audit log has no entry " + entryId + ".", "`agntctl audit list` shows which there are."));
        if (!AuditChain.isChained(line)) {
            throw Failure.refused(
                    "The entry " + entryId + " is from AgntOS 1.x, which did not keep former contents.",
                    "Go back to a generation instead, or make a new change.");
        }
        Optional<ObjectNode> entry = AuditLog.entry(line);
        if (entry.isEmpty() || AuditChain.link(line).isEmpty()) {
            throw Failure.refused(
                    "The entry " + entryId + " was altered after it was written.",
                    "`agntctl audit verify` shows where the log was changed.");
        }
        Changes changes = Changes.parse(entry.get().path("changes"));
        if (changes.files().isEmpty()) {
            throw Failure.refused(
                    "The entry " + entryId + " changed no file, so there is nothing to undo.",
                    "`agntctl audit show " + entryId + "` says what it was.");
        }
        return changes;
    }

    /// The contents that a restoring change brings back, from the snapshot store.
    private SortedMap<TreePath, byte[]> kept(Changes changes) throws IOException {
        SortedMap<TreePath, byte[]> contents = new TreeMap<>();
        for (Map.Entry<TreePath, Optional<Sha256>> file : changes.after().entrySet()) {
            if (file.getValue().isPresent()) {
                contents.put(file.getKey(), snapshots.get(file.getValue().get()));
            }
        }
        return contents;
    }

    private static Plan plan(
            Act act, SortedMap<TreePath, byte[]> all, SortedMap<TreePath, byte[]> contents, Optional<Integer> goTo) {
        NavigableMap<TreePath, byte[]> after = new TreeMap<>(all);
        act.changes().files().keySet().forEach(after::remove);
        after.putAll(contents);
        return new Plan(act, all, after, goTo);
    }

    private static void requireFresh(
            SortedMap<TreePath, Optional<Sha256>> expected, SortedMap<TreePath, Optional<Sha256>> present)
            throws Failure {
        List<String> changed = expected.entrySet().stream()
                .filter(file -> !file.getValue().equals(present.get(file.getKey())))
                .map(file -> file.getKey().value())
                .toList();
        if (!changed.isEmpty()) {
            throw Failure.stale(changed);
        }
    }

    private static void requireDigest(Changes changes, Sha256 approved) throws Failure {
        if (!changes.digest().equals(approved)) {
            throw Failure.otherDigest();
        }
    }
}
