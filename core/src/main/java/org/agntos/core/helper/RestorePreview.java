package org.agntos.core.helper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.audit.Snapshots;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Generation;
import org.agntos.core.machine.Machine;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Works out what undoing an entry or going back to a generation would do now, by the rule the helper itself
/// uses, so that the digest a person approves is the one the helper comes to. Only reads; any thread.
final class RestorePreview {
    private final Machine machine;
    private final ConfigTree tree;
    private final AuditLog log;
    private final Snapshots snapshots;

    RestorePreview(Machine machine, AuditLog log) {
        this.machine = machine;
        this.tree = new ConfigTree(machine.paths().config());
        this.log = log;
        this.snapshots = new Snapshots(machine.paths());
    }

    Preview undo(String entryId) {
        Optional<AuditEntry> found = log.find(entryId);
        if (found.isEmpty()) {
            return new Preview.NotFound("The audit log has no entry " + entryId + ".");
        }
        AuditEntry entry = found.get();
        if (!entry.isChained()) {
            return new Preview.Impossible(
                    "The entry " + entryId + " is from AgntOS 1.x, which did not keep former contents.",
                    "Go back to a generation instead, or make a new change.");
        }
        if (!entry.isSuccess() || entry.changes().isEmpty()) {
            return new Preview.Impossible(
                    "The entry " + entryId + " changed no file, so there is nothing to undo.",
                    "`agntctl audit show " + entryId + "` says what it was.");
        }
        try {
            return undo(entry);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private static Preview unreadable(IOException e) {
        return new Preview.Impossible(
                "What would be restored cannot be read: " + e.getMessage() + ". Nothing was changed.",
                "Contents are kept as long as the administrator says (docs/formats/retention.md);"
                        + " `agntctl audit verify` tells whether the record is whole.");
    }

    private Preview undo(AuditEntry entry) throws IOException {
        SortedMap<TreePath, Optional<Sha256>> before = new TreeMap<>();
        SortedMap<TreePath, Optional<Sha256>> after = new TreeMap<>();
        for (AuditEntry.ContentChange change : entry.changes()) {
            TreePath path = TreePath.parse(change.path())
                    .orElseThrow(() -> new IOException("the entry names '" + change.path() + "'"));
            before.put(path, hash(change.before()));
            after.put(path, hash(change.after()));
        }
        SortedMap<TreePath, Optional<Sha256>> present = present(before.keySet());
        if (present.equals(before)) {
            return new Preview.Impossible(
                    "The files are already as they were before this change.", "There is nothing left to undo.");
        }
        Changes changes = Changes.restoring(before, present);
        List<FileDiff> diffs = diffs(changes);
        return present.equals(after)
                ? new Preview.Ready(undoSummary(entry), diffs, changes.digest())
                : new UndoAmongLater(tree, log, snapshots).preview(entry, diffs);
    }

    static String undoSummary(AuditEntry entry) {
        return "Undo: " + entry.summary();
    }

    private static Optional<Sha256> hash(@Nullable String hex) throws IOException {
        try {
            return hex == null ? Optional.empty() : Optional.of(new Sha256(hex));
        } catch (IllegalArgumentException e) {
            throw new IOException("the entry has something that is no SHA-256", e);
        }
    }

    private SortedMap<TreePath, Optional<Sha256>> present(Iterable<TreePath> paths) throws IOException {
        SortedMap<TreePath, Optional<Sha256>> present = new TreeMap<>();
        for (TreePath path : paths) {
            present.put(path, tree.fingerprint(path));
        }
        return present;
    }

    private List<FileDiff> diffs(Changes changes) throws IOException {
        List<FileDiff> diffs = new ArrayList<>();
        for (Map.Entry<TreePath, Changes.Content> change : changes.files().entrySet()) {
            Optional<Sha256> after = change.getValue().after();
            diffs.add(new FileDiff(
                    change.getKey(),
                    tree.read(change.getKey()) instanceof ConfigTree.Content.Text(String text) ? text : null,
                    after.isPresent() ? snapshots.shown(after.get()) : null));
        }
        return diffs;
    }

    Preview rollback(int generation) {
        List<Generation> generations = machine.generations();
        Optional<Generation> wanted = generations.stream()
                .filter(found -> found.number() == generation)
                .findFirst();
        if (wanted.isEmpty()) {
            return new Preview.NotFound("There is no generation " + generation + ".");
        }
        try {
            Optional<SortedMap<TreePath, Optional<Sha256>>> manifest = manifest(generation);
            if (manifest.isEmpty()) {
                return new Preview.Impossible(
                        "Which files belonged to generation " + generation + " was not noted.",
                        "Choose another; `agntctl rollback list` shows which there are.");
            }
            SortedMap<TreePath, Optional<Sha256>> target = new TreeMap<>();
            tree.paths().forEach(path -> target.put(path, Optional.empty()));
            target.putAll(manifest.get());
            Changes changes = Changes.restoring(target, present(target.keySet()));
            if (changes.files().isEmpty() && wanted.get().isCurrent()) {
                return new Preview.Impossible(
                        "Generation " + generation + " is the current one, and every file belongs to it.",
                        "Choose another; `agntctl rollback list` shows which there are.");
            }
            return new Preview.Ready(rollbackSummary(generation), diffs(changes), changes.digest());
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    static String rollbackSummary(int generation) {
        return "Roll back to generation " + generation;
    }

    private Optional<SortedMap<TreePath, Optional<Sha256>>> manifest(int generation) throws IOException {
        String text;
        try {
            text = Files.readString(machine.paths().manifest(generation));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        SortedMap<TreePath, Optional<Sha256>> files = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> field : Json.parseObject(text).properties()) {
                files.put(
                        new TreePath(field.getKey()),
                        Optional.of(new Sha256(field.getValue().asText(""))));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("the list of files of generation " + generation + " is damaged", e);
        }
        return Optional.of(files);
    }
}
