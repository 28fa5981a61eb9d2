package org.agntos.app.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agntos.core.audit.AuditEntry;

/// What the list needs of an entry, and no more: a long record has a hundred thousand of them.
///
/// @param who the account, `agent` or `user` where none is known
/// @param prompt the person's own words, empty if there were none
/// @param files the files touched, each once
/// @param madeGeneration the generation this act made, 0 if none
/// @param searched all that is searched, in lower case
public record TimelineRow(
        String id,
        Instant timestamp,
        ActKind kind,
        ActResult result,
        String who,
        String summary,
        String prompt,
        List<String> files,
        int madeGeneration,
        String searched) {
    public TimelineRow {
        files = List.copyOf(files);
    }

    static TimelineRow of(AuditEntry entry) {
        ActKind kind = ActKind.of(entry.action());
        List<String> files = files(entry);
        String prompt = entry.prompt() == null ? "" : entry.prompt();
        boolean isMaker = entry.isSuccess()
                && kind != ActKind.ROLLBACK
                && entry.generationAfter() > 0
                && entry.generationAfter() != entry.generationBefore();
        return new TimelineRow(
                entry.id(),
                entry.timestamp(),
                kind,
                ActResult.of(entry.result()),
                (entry.user().isEmpty() ? entry.actor() : entry.user()).intern(),
                entry.summary(),
                prompt,
                files,
                isMaker ? entry.generationAfter() : 0,
                searched(entry, prompt, files));
    }

    private static List<String> files(AuditEntry entry) {
        TreeSet<String> files = new TreeSet<>(entry.filesWritten());
        files.addAll(entry.filesDeleted());
        entry.changes().forEach(change -> files.add(change.path()));
        return files.stream().map(String::intern).toList();
    }

    private static String searched(AuditEntry entry, String prompt, List<String> files) {
        String rationale = entry.rationale() == null ? "" : entry.rationale();
        return String.join(
                        "\n",
                        Stream.concat(
                                        Stream.of(entry.summary(), prompt, rationale, entry.id(), entry.proposalId()),
                                        files.stream())
                                .toList())
                .toLowerCase(Locale.ROOT);
    }
}
