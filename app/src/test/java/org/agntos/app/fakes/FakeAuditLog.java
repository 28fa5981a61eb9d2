package org.agntos.app.fakes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.Subscription;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// A record in memory.
public final class FakeAuditLog implements AuditLog {
    private final List<AuditEntry> entries = new ArrayList<>();
    private final Map<String, List<FileDiff>> diffs = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable BadLine firstBad;
    private boolean isReadable = true;

    /// Appends as the newest and tells the listeners.
    public void append(AuditEntry entry, FileDiff... changed) {
        entries.addFirst(entry);
        diffs.put(entry.id(), List.of(changed));
        List.copyOf(listeners).forEach(Runnable::run);
    }

    public void breakAt(int line, String reason) {
        firstBad = new BadLine(line, reason);
    }

    public void setReadable(boolean readable) {
        isReadable = readable;
    }

    /// As when another program wrote the log anew.
    public void replaceAll(List<AuditEntry> newestFirst) {
        entries.clear();
        entries.addAll(newestFirst);
        List.copyOf(listeners).forEach(Runnable::run);
    }

    public int listeners() {
        return listeners.size();
    }

    private List<AuditEntry> readable() {
        if (!isReadable) {
            throw new UncheckedIOException("The audit log audit.jsonl cannot be read", new IOException("refused"));
        }
        return entries;
    }

    @Override
    public List<AuditEntry> list(int limit) {
        return readable().stream().limit(limit).toList();
    }

    @Override
    public Optional<AuditEntry> find(String id) {
        return readable().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    @Override
    public List<AuditEntry> search(String query, int limit) {
        String wanted = query.toLowerCase(Locale.ROOT);
        return readable().stream()
                .filter(entry -> entry.summary().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(limit)
                .toList();
    }

    @Override
    public Why why(String thing) {
        List<AuditEntry> because = search(thing, 10);
        List<String> declared =
                because.isEmpty() ? List.of() : because.getFirst().filesWritten();
        return new Why(thing, !declared.isEmpty(), because, declared);
    }

    @Override
    public List<FileDiff> diff(AuditEntry entry) {
        readable();
        return diffs.getOrDefault(entry.id(), List.of());
    }

    @Override
    public ChainReport verify() {
        return new ChainReport(readable().size(), firstBad);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Makes entries. @param action such as `Apply`; @param result such as `Success`
    public static AuditEntry entry(
            String id,
            String time,
            String action,
            String summary,
            String result,
            @Nullable String prompt,
            int generation,
            FileDiff... changed) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.put("digest", Sha256.of("digest " + id).hex());
        raw.put("evidence", Sha256.of("evidence " + id).hex());
        raw.put("prev", Sha256.of("before " + id).hex());
        raw.put("hash", Sha256.of("line " + id).hex());
        List<String> written = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        List<AuditEntry.ContentChange> changes = new ArrayList<>();
        for (FileDiff diff : changed) {
            (diff.after() == null ? deleted : written).add(diff.path().value());
            changes.add(new AuditEntry.ContentChange(diff.path().value(), sha(diff.before()), sha(diff.after())));
        }
        return new AuditEntry(
                17,
                id,
                Instant.parse(time),
                action,
                "user",
                "mara",
                summary,
                result,
                result.equals("Success") ? "" : "The helper restored every file: " + result,
                prompt,
                null,
                written,
                deleted,
                changes,
                "p-" + id.substring(2),
                generation == 0 ? 0 : generation - 1,
                generation,
                1_240,
                true,
                raw);
    }

    private static @Nullable String sha(@Nullable String text) {
        return text == null ? null : Sha256.of(text).hex();
    }
}
