package org.agntos.core.memory;

import org.agntos.core.Subscription;

/// The memory the person can edit. Writes are atomic and keep the former text for [#undo].
public interface Memory {
    /// The text, empty if nothing was stored.
    String read(MemoryFile file);

    /// Replaces the whole text. @param expected the text the editor started from; if the file differs now, nothing is
    /// written and the outcome says so
    Outcome save(MemoryFile file, String expected, String text);

    /// Adds `- content` to a section, which is made if missing. @param section without the `§`
    Outcome add(MemoryFile file, String section, String content);

    /// Replaces the first occurrence of `target`.
    Outcome replace(MemoryFile file, String target, String replacement);

    /// Removes the first line that holds `target`; a section left empty goes too.
    Outcome remove(MemoryFile file, String target);

    /// Sorts, removes repetitions and merges lines that overlap by more than half of their words.
    Outcome consolidate(MemoryFile file);

    /// Takes back the last write to this file, once per call, as far as history goes.
    Outcome undo(MemoryFile file);

    /// Whether there is something [#undo] can take back.
    boolean canUndo(MemoryFile file);

    /// Calls `listener` within a second after either file changed, whoever changed it.
    Subscription onChange(Runnable listener);

    sealed interface Outcome {
        /// @param text the new text; @param note a hint such as `82 % full; consolidate`, empty if none
        record Saved(String text, String note) implements Outcome {}

        /// Nothing was written. @param message what is wrong, with value and limit; @param next what to do
        record Refused(String message, String next) implements Outcome {}
    }
}
