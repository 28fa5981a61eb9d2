package org.agntos.core.effects;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.helper.protocol.Sha256;

/// Something done outside of Nix, which no generation rolls back.
///
/// @param session the conversation it was done in, empty outside one
/// @param summary one line for people
/// @param compensation what to do about it where it cannot be undone, empty if it can
/// @param undone when it was taken back, empty if it was not
public record Effect(
        String id,
        Instant at,
        String session,
        Kind kind,
        String summary,
        List<Touched> touched,
        Reversibility reversibility,
        String compensation,
        Optional<Instant> undone) {
    public Effect {
        touched = List.copyOf(touched);
    }

    /// What was done.
    public enum Kind {
        WRITE,
        EDIT,
        COMMAND;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether it can be taken back.
    public enum Reversibility {
        /// The former bytes are kept.
        UNDOABLE,
        /// Not by itself; `compensation` says how.
        COMPENSABLE,
        IRREVERSIBLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One file. @param before its former content, empty if there was none; @param after likewise
    ///
    /// @param mode its former permissions, such as `rw-r--r--`, empty if there was no file
    public record Touched(Path path, Optional<Sha256> before, Optional<Sha256> after, String mode) {}

    Effect undoneAt(Instant when) {
        return new Effect(id, at, session, kind, summary, touched, reversibility, compensation, Optional.of(when));
    }
}
