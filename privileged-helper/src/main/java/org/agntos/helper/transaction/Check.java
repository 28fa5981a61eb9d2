package org.agntos.helper.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.AuditRecord.Content;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RestoringChange;
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

    Check(ManagedTree tree, SnapshotStore snapshots, Manifests manifests, AuditLog audit, TargetSystem system) {
        this.tree = tree;
        this.snapshots = snapshots;
        this.manifests = manifests;
        this.audit = audit;
        this.system = system;
    }

    Optional<Plan> apply(HelperRequest.Apply request) throws Failure, IOException {
        FileChanges files = request.files();
        requireDigest(files, request.digest());
        Act act = Act.of(request);
        SortedMap<TreePath, Optional<Sha256>> present = present(files.base());
        SortedMap<TreePath, Optional<Sha256>> after = new TreeMap<>();
        act.changes().forEach((path, content) -> after.put(path, content.after()));
        if (present.equals(after)) {
            return Optional.empty();
        }
        requireFresh(files.base(), present);
        return Optional.of(new Plan(act, files, tree.readAll(), Optional.empty()));
    }

    Optional<Plan> undo(HelperRequest.Undo request) throws Failure, IOException {
        SortedMap<TreePath, Content> changes = changesOf(request.entryId());
        SortedMap<TreePath, Optional<Sha256>> before = new TreeMap<>();
        SortedMap<TreePath, Optional<Sha256>> after = new TreeMap<>();
        changes.forEach((path, content) -> {
            before.put(path, content.before());
            after.put(path, content.after());
        });
        SortedMap<TreePath, Optional<Sha256>> present = present(before);
        if (present.equals(before)) {
            return Optional.empty();
        }
        requireFresh(after, present);
        FileChanges files = restoring(before, present);
        requireDigest(files, request.digest());
        return Optional.of(new Plan(Act.of(request).with(files), files, tree.readAll(), Optional.empty()));
    }

    Optional<Plan> rollback(HelperRequest.Rollback request) throws Failure, IOException {
        int generation = request.generation();
        Optional<SortedMap<TreePath, Sha256>> manifest = manifests.read(generation);
        if (manifest.isEmpty() || !system.exists(generation)) {
            throw Failure.refused(
                    "There is no generation " + generation + " to go back to.",
                    "`agntctl rollback list` shows which there are.");
        }
        SortedMap<TreePath, byte[]> all = tree.readAll();
        SortedMap<TreePath, Optional<Sha256>> target = new TreeMap<>();
        all.keySet().forEach(path -> target.put(path, Optional.empty()));
        manifest.get().forEach((path, hash) -> target.put(path, Optional.of(hash)));
        FileChanges files = restoring(target, present(target));
        if (files.base().isEmpty() && system.current().equals(Optional.of(generation))) {
            return Optional.empty();
        }
        requireDigest(files, request.digest());
        return Optional.of(new Plan(Act.of(request).with(files), files, all, Optional.of(generation)));
    }

    private SortedMap<TreePath, Content> changesOf(String entryId) throws Failure, IOException {
        Optional<byte[]> line = audit.find(entryId);
        if (line.isEmpty()) {
            throw Failure.refused(
                    "The audit log has no entry " + entryId + ".", "`agntctl audit list` shows which there are.");
        }
        if (!AuditChain.isChained(line.get())) {
            throw Failure.refused(
                    "The entry " + entryId + " is from AgntOS 1.x, which did not keep former contents.",
                    "Go back to a generation instead, or make a new change.");
        }
        Optional<ObjectNode> entry = AuditLog.entry(line.get());
        if (entry.isEmpty() || AuditChain.link(line.get()).isEmpty()) {
            throw Failure.refused(
                    "The entry " + entryId + " was altered after it was written.",
                    "`agntctl audit verify` shows where the log was changed.");
        }
        SortedMap<TreePath, Content> changes = new TreeMap<>();
        for (JsonNode change : entry.get().path("changes")) {
            changes.put(
                    new TreePath(change.path("path").asText("")),
                    new Content(hash(change.path("before")), hash(change.path("after"))));
        }
        if (changes.isEmpty()) {
            throw Failure.refused(
                    "The entry " + entryId + " changed no file, so there is nothing to undo.",
                    "`agntctl audit show " + entryId + "` says what it was.");
        }
        return changes;
    }

    private static Optional<Sha256> hash(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(new Sha256(value.asText("")));
    }

    private FileChanges restoring(
            SortedMap<TreePath, Optional<Sha256>> target, SortedMap<TreePath, Optional<Sha256>> present)
            throws Failure, IOException {
        try {
            return RestoringChange.of(target, present, snapshots::text);
        } catch (CharacterCodingException e) {
            throw Failure.refused(
                    "A former content is not text in UTF-8, so it cannot be shown and approved.",
                    "Copy it by hand from the snapshots folder.");
        }
    }

    private SortedMap<TreePath, Optional<Sha256>> present(SortedMap<TreePath, ?> paths) throws IOException {
        SortedMap<TreePath, Optional<Sha256>> present = new TreeMap<>();
        for (TreePath path : paths.keySet()) {
            present.put(path, tree.hash(path));
        }
        return present;
    }

    private static void requireFresh(
            SortedMap<TreePath, Optional<Sha256>> expected, SortedMap<TreePath, Optional<Sha256>> present)
            throws Failure {
        List<String> changed = new ArrayList<>();
        expected.forEach((path, hash) -> {
            if (!hash.equals(present.get(path))) {
                changed.add(path.value());
            }
        });
        if (!changed.isEmpty()) {
            throw Failure.stale(changed);
        }
    }

    private static void requireDigest(FileChanges files, Sha256 approved) throws Failure {
        if (!files.digest().equals(approved)) {
            throw Failure.otherDigest();
        }
    }
}
