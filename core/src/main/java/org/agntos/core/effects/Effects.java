package org.agntos.core.effects;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.agntos.core.Subscription;

/// The ledger of effects. Safe for any thread and several programs.
public interface Effects {
    /// Newest first.
    List<Effect> list();

    Optional<Effect> find(String id);

    /// What was done after a moment and not taken back, newest first: going back to that moment does not cover it.
    default List<Effect> since(Instant moment) {
        return list().stream()
                .filter(effect -> effect.undone().isEmpty() && effect.at().isAfter(moment))
                .toList();
    }

    /// Puts back what an effect replaced, if nobody changed it since.
    Undo undo(String id);

    /// Calls `listener` within a second after the ledger changed, whoever changed it.
    Subscription onChange(Runnable listener);

    /// How an undo ended.
    sealed interface Undo {
        /// @param paths what was put back
        record Done(List<Path> paths) implements Undo {
            public Done {
                paths = List.copyOf(paths);
            }
        }

        /// Nothing was touched. @param message why; @param next what to do
        record Refused(String message, String next) implements Undo {}

        record NotFound(String message) implements Undo {}
    }
}
