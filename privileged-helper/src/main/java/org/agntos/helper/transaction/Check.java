package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.policy.AdminPolicy;
import org.agntos.helper.policy.AdminPolicy.Origin;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Archive;
import org.agntos.helper.storage.ManagedTree;

/// Decides whether a request may be carried out on the machine as it is now, and what it means there. Every
/// answer is a [Plan], nothing where the machine is already as the request wants it, or a [Failure]. Changes
/// nothing.
final class Check {
    private final ManagedTree tree;
    private final Archive archive;
    private final AuditLog audit;
    private final TargetSystem system;
    private final Path policy;

    Check(HelperPaths paths, AuditLog audit, TargetSystem system) {
        tree = new ManagedTree(paths.config());
        archive = new Archive(paths);
        this.audit = audit;
        this.system = system;
        policy = paths.config().resolve("policy.toml");
    }

    Optional<Plan> plan(HelperRequest request) throws IOException {
        Optional<Plan> plan = switch (request) {
            case HelperRequest.Apply apply -> apply(apply);
            case HelperRequest.Undo undo -> undo(undo);
            case HelperRequest.Rollback rollback -> rollback(rollback);
            case HelperRequest.Recover() -> Optional.empty();
        };
        if (plan.isPresent()) {
            requireAllowed(plan.get());
        }
        return plan;
    }

    private Optional<Plan> apply(HelperRequest.Apply request) throws IOException {
        Act act = Act.of(request);
        Changes changes = act.changes();
        requireDigest(changes, request.digest());
        SortedMap<TreePath, Optional<Sha256>> present =
                tree.hashes(changes.files().keySet());
        if (present.equals(changes.after())) {
            return Optional.empty();
        }
        if (archive.isApplied(request.proposalId())) {
            throw Failure.refused(
                    "The proposal " + request.proposalId() + " has been applied before: its approval is used up.",
                    "Propose the change again, and look at it as it is now.");
        }
        requireFresh(changes.before(), present);
        SortedMap<TreePath, byte[]> contents = new TreeMap<>();
        request.files().writes().forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(plan(act, contents, Optional.empty()));
    }

    private Optional<Plan> undo(HelperRequest.Undo request) throws IOException {
        Changes entry = changesOf(request.entryId());
        SortedMap<TreePath, Optional<Sha256>> present =
                tree.hashes(entry.files().keySet());
        if (present.equals(entry.before())) {
            return Optional.empty();
        }
        requireFresh(entry.after(), present);
        Changes changes = Changes.restoring(entry.before(), present);
        requireDigest(changes, request.digest());
        return Optional.of(plan(Act.of(request).with(changes), kept(changes), Optional.empty()));
    }

    private Optional<Plan> rollback(HelperRequest.Rollback request) throws IOException {
        int generation = request.generation();
        Optional<SortedMap<TreePath, Sha256>> manifest = archive.manifest(generation);
        if (manifest.isEmpty() || !system.exists(generation)) {
            throw Failure.refused(
                    "There is no generation " + generation + " to go back to, or its files were not noted.",
                    "`agntctl rollback list` shows which there are.");
        }
        SortedMap<TreePath, Optional<Sha256>> target = new TreeMap<>();
        tree.readAll().keySet().forEach(path -> target.put(path, Optional.empty()));
        manifest.get().forEach((path, hash) -> target.put(path, Optional.of(hash)));
        Changes changes = Changes.restoring(target, tree.hashes(target.keySet()));
        if (changes.files().isEmpty() && system.current().equals(Optional.of(generation))) {
            return Optional.empty();
        }
        requireDigest(changes, request.digest());
        return Optional.of(plan(Act.of(request).with(changes), kept(changes), Optional.of(generation)));
    }

    /// The last word on what may be applied, whoever has approved it. What is only restored was here before.
    private void requireAllowed(Plan plan) throws IOException {
        SortedMap<TreePath, Optional<byte[]>> files = new TreeMap<>();
        for (TreePath path : plan.act().changes().files().keySet()) {
            files.put(path, Optional.ofNullable(plan.after().get(path)));
        }
        Origin origin = plan.act().proposalId().isPresent() ? Origin.CALLER : Origin.SNAPSHOT;
        AdminPolicy.read(policy).requireAllowed(files, origin);
    }

    private Changes changesOf(String entryId) throws IOException {
        byte[] line = audit.find(entryId)
                .orElseThrow(() -> Failure.refused(
                        "The audit log has no entry " + entryId + ".", "`agntctl audit list` shows which there are."));
        boolean isWhole = AuditChain.link(line).isPresent();
        Changes changes =
                Changes.parse(isWhole ? AuditLog.entry(line).orElseThrow().path("changes") : Json.object());
        if (changes.files().isEmpty()) {
            String trouble = isWhole
                    ? " changed no file, so there is nothing to undo."
                    : AuditChain.isChained(line)
                            ? " was altered after it was written; `agntctl audit verify` shows where."
                            : " is from AgntOS 1.x, which did not keep former contents.";
            throw Failure.refused(
                    "The entry " + entryId + trouble, "`agntctl audit show " + entryId + "` says what it was.");
        }
        return changes;
    }

    /// The contents that a restoring change brings back.
    private SortedMap<TreePath, byte[]> kept(Changes changes) throws IOException {
        SortedMap<TreePath, byte[]> contents = new TreeMap<>();
        for (Map.Entry<TreePath, Optional<Sha256>> file : changes.after().entrySet()) {
            if (file.getValue().isPresent()) {
                contents.put(file.getKey(), archive.get(file.getValue().get()));
            }
        }
        return contents;
    }

    private Plan plan(Act act, SortedMap<TreePath, byte[]> contents, Optional<Integer> goTo) throws IOException {
        SortedMap<TreePath, byte[]> all = tree.readAll();
        SortedMap<TreePath, byte[]> after = new TreeMap<>(all);
        after.keySet().removeAll(act.changes().files().keySet());
        after.putAll(contents);
        return new Plan(act, all, after, goTo);
    }

    private static void requireFresh(
            SortedMap<TreePath, Optional<Sha256>> expected, SortedMap<TreePath, Optional<Sha256>> present)
            throws IOException {
        List<String> changed = expected.entrySet().stream()
                .filter(file -> !file.getValue().equals(present.get(file.getKey())))
                .map(file -> file.getKey().value())
                .toList();
        if (!changed.isEmpty()) {
            throw new Failure(
                    Reason.STALE,
                    "Somebody changed these files after you saw them: " + String.join(", ", changed) + ".",
                    "Look at the change again: it is checked anew against the files as they are now.");
        }
    }

    private static void requireDigest(Changes changes, Sha256 approved) throws IOException {
        if (!changes.digest().equals(approved)) {
            throw new Failure(
                    Reason.DIGEST,
                    "This is not the change that was approved: its digest is another.",
                    "Look at the change again and approve what you see.");
        }
    }
}
