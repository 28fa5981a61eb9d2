package org.agntos.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an entry came from and what became of it, as far as the record tells.
///
/// @param undoes the entry it took back, wholly or keeping what came later
/// @param undoneBy successful entries that took this one back, oldest first
/// @param madeGeneration the generation that it made, 0 if it made none
/// @param wentTo the generation that it went back to, 0 if it went to none
/// @param wentToMadeBy the entry that had made that generation
/// @param returnedToBy entries that went back to the generation this one made, oldest first
public record Lineage(
        Optional<String> undoes,
        List<String> undoneBy,
        int madeGeneration,
        int wentTo,
        Optional<String> wentToMadeBy,
        List<String> returnedToBy) {
    private static final Pattern UNDO_THAT_KEEPS =
            Pattern.compile("Undo of (a-[0-9a-f]{1,32}), keeping what came later\\.");

    public Lineage {
        undoneBy = List.copyOf(undoneBy);
        returnedToBy = List.copyOf(returnedToBy);
    }

    /// Shows entries to a visitor, newest first, until it returns false.
    @FunctionalInterface
    interface Visit {
        void each(Predicate<AuditEntry> visitor);
    }

    /// Quick and by bytes: false only for lines that have nothing to do with the entry.
    static boolean mayMatter(byte[] line, AuditEntry entry) {
        return AuditLineReader.contains(line, entry.id())
                || AuditLineReader.contains(line, "\"Rollback\"")
                || (wentTo(entry) > 0 && AuditLineReader.contains(line, "\"after\":" + wentTo(entry) + "}"));
    }

    /// @param log shows at least the entries for which [#mayMatter] is true
    static Lineage of(Visit log, AuditEntry entry) {
        int made = madeGeneration(entry);
        int wentTo = wentTo(entry);
        List<String> undoneBy = new ArrayList<>();
        List<String> returnedToBy = new ArrayList<>();
        List<String> makers = new ArrayList<>();
        boolean[] isLater = {true};
        log.each(other -> {
            if (other.id().equals(entry.id())) {
                isLater[0] = false;
            } else if (isLater[0] && other.isSuccess()) {
                if (undoes(other).equals(Optional.of(entry.id()))) {
                    undoneBy.addFirst(other.id());
                }
                if (made > 0 && wentTo(other) == made) {
                    returnedToBy.addFirst(other.id());
                }
            } else if (wentTo > 0 && madeGeneration(other) == wentTo) {
                makers.add(other.id());
                return false;
            }
            return isLater[0] || wentTo > 0;
        });
        return new Lineage(
                undoes(entry), undoneBy, made, wentTo, makers.stream().findFirst(), returnedToBy);
    }

    /// The entry that a change took back: an undo names it in its action, one that keeps what came later in its reason.
    public static Optional<String> undoes(AuditEntry entry) {
        if (entry.action().equals("Undo")) {
            return Optional.of(entry.raw().path("action").path("entry").asText(""));
        }
        Matcher reason = UNDO_THAT_KEEPS.matcher(entry.rationale() == null ? "" : entry.rationale());
        return reason.matches() ? Optional.of(reason.group(1)) : Optional.empty();
    }

    /// The generation that an entry made; going back to one makes none.
    public static int madeGeneration(AuditEntry entry) {
        boolean isMaker = entry.isSuccess()
                && !entry.action().equals("Rollback")
                && entry.generationAfter() != entry.generationBefore();
        return isMaker ? entry.generationAfter() : 0;
    }

    private static int wentTo(AuditEntry entry) {
        return entry.isSuccess() && entry.action().equals("Rollback")
                ? entry.raw().path("action").path("generation").asInt(entry.generationAfter())
                : 0;
    }
}
