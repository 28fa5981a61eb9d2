package org.agntos.core.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.agntos.core.Subscription;
import org.agntos.core.change.FileDiff;
import org.agntos.core.files.FileWatch;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.TreePath;

/// The record in `audit.jsonl`, read from its end so that the newest entries come quickly from a long log. A log that
/// is there but cannot be read is an [UncheckedIOException]; one that is not there is empty.
public final class JsonlAuditLog implements AuditLog {
    private final HelperPaths paths;
    private final ConfigTree tree;
    private final FileWatch watch;
    private final Snapshots snapshots;

    public JsonlAuditLog(HelperPaths paths, ConfigTree tree, FileWatch watch) {
        this.paths = paths;
        this.tree = tree;
        this.watch = watch;
        this.snapshots = new Snapshots(paths);
    }

    @Override
    public List<AuditEntry> list(int limit) {
        return select(limit, _ -> true, _ -> true);
    }

    @Override
    public void visit(Predicate<AuditEntry> visitor) {
        select(1, _ -> true, entry -> !visitor.test(entry));
    }

    @Override
    public Optional<AuditEntry> find(String id) {
        List<AuditEntry> found = new ArrayList<>();
        if (id.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\')) {
            read(log -> find(log, id, found));
        }
        return found.stream().findFirst();
    }

    private static void find(LogBytes log, String id, List<AuditEntry> found) throws IOException {
        byte[] wanted = id.getBytes(StandardCharsets.US_ASCII);
        long[] end = {0};
        log.backwards((line, after) -> {
            if (AuditLineReader.contains(line, wanted)) {
                AuditLineReader.read(line, 0)
                        .filter(entry -> entry.id().equals(id))
                        .ifPresent(found::add);
                end[0] = after;
            }
            return found.isEmpty();
        });
        if (!found.isEmpty()) {
            found.set(0, found.getFirst().at(log.linesBefore(end[0])));
        }
    }

    @Override
    public List<AuditEntry> search(String query, int limit) {
        List<String> words = List.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        LineFilter filter = new LineFilter(words);
        return select(limit, filter::mayHold, entry -> words.stream().allMatch(searched(entry)::contains));
    }

    private static String searched(AuditEntry entry) {
        StringBuilder text = new StringBuilder(entry.summary());
        text.append('\n').append(entry.id()).append('\n').append(entry.proposalId());
        text.append('\n').append(entry.prompt() == null ? "" : entry.prompt());
        text.append('\n').append(entry.rationale() == null ? "" : entry.rationale());
        entry.filesWritten().forEach(file -> text.append('\n').append(file));
        entry.filesDeleted().forEach(file -> text.append('\n').append(file));
        entry.raw().path("files_changed").forEach(file -> text.append('\n').append(file.asText("")));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /// The newest entries that both tests let through, newest first.
    private List<AuditEntry> select(int limit, Predicate<byte[]> lines, Predicate<AuditEntry> entries) {
        List<AuditEntry> found = new ArrayList<>();
        read(log -> log.backwards((line, _) -> {
            if (lines.test(line)) {
                AuditLineReader.read(line, 0).filter(entries).ifPresent(found::add);
            }
            return found.size() < limit;
        }));
        return found;
    }

    @FunctionalInterface
    private interface Reading {
        void of(LogBytes log) throws IOException;
    }

    private void read(Reading reading) {
        try (LogBytes log = LogBytes.open(paths)) {
            reading.of(log);
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log " + paths.auditLog() + " cannot be read", e);
        }
    }

    @Override
    public Lineage lineage(AuditEntry entry) {
        return Lineage.of(
                visitor -> select(1, line -> Lineage.mayMatter(line, entry), found -> !visitor.test(found)), entry);
    }

    @Override
    public Why why(String thing) {
        return new WhyHere(this, tree, snapshots).answer(thing);
    }

    @Override
    public List<FileDiff> diff(AuditEntry entry) {
        List<FileDiff> diffs = new ArrayList<>();
        for (AuditEntry.ContentChange change : entry.changes()) {
            TreePath.parse(change.path())
                    .ifPresent(path -> diffs.add(new FileDiff(
                            path,
                            snapshots.text(change.before()).orElse(null),
                            snapshots.text(change.after()).orElse(null))));
        }
        return diffs;
    }

    @Override
    public ChainReport verify() {
        return new ChainCheck(paths).run();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return watch.watch(List.of(paths.auditLog()), listener);
    }
}
