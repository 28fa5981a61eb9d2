package org.agntos.core.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.agntos.core.Subscription;
import org.agntos.core.change.FileDiff;
import org.jspecify.annotations.Nullable;

/// The append-only record, read anew at each call. Lines that cannot be read are kept out of lists; [#verify] names
/// them.
public interface AuditLog {
    /// The newest entries first. @param limit at least 1; `Integer.MAX_VALUE` for all
    List<AuditEntry> list(int limit);

    /// Shows the entries to `visitor`, newest first, until it returns false. Keeps none of them, so that a long log
    /// takes little memory.
    default void visit(Predicate<AuditEntry> visitor) {
        for (AuditEntry entry : list(Integer.MAX_VALUE)) {
            if (!visitor.test(entry)) {
                return;
            }
        }
    }

    Optional<AuditEntry> find(String id);

    /// Entries that hold every word of `query` in summary, prompt, rationale, files or id; newest first.
    List<AuditEntry> search(String query, int limit);

    Why why(String thing);

    /// Why something is here. @param because entries that brought or touched it, newest first
    /// @param declaredIn managed files that declare it now
    record Why(String subject, boolean present, List<AuditEntry> because, List<String> declaredIn) {
        public Why {
            because = List.copyOf(because);
            declaredIn = List.copyOf(declaredIn);
        }
    }

    /// The files of an entry before and after, from the snapshot store; a text that is gone is shown as null.
    List<FileDiff> diff(AuditEntry entry);

    /// Where an entry came from and what became of it. Goes through the whole record.
    default Lineage lineage(AuditEntry entry) {
        return Lineage.of(this::visit, entry);
    }

    ChainReport verify();

    /// @param entries lines found good, up to the first bad one; @param firstBad null if all is well
    record ChainReport(int entries, @Nullable BadLine firstBad) {
        public boolean isOk() {
            return firstBad == null;
        }
    }

    /// @param line its number from 1, one past the end if lines are missing there
    record BadLine(int line, String reason) {}

    /// Calls `listener` within a second after the log grew; on a thread of the log.
    Subscription onChange(Runnable listener);
}
