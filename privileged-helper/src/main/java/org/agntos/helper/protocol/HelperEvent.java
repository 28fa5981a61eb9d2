package org.agntos.helper.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of the helper's standard output. The first is [Hello], the last [Done] or [Failed].
public sealed interface HelperEvent {
    /// @param version of the helper; @param protocol [#PROTOCOL_VERSION]; @param machine such as `practice`
    record Hello(String version, int protocol, String machine) implements HelperEvent {}

    /// A step of the transaction has begun.
    record PhaseStarted(Phase phase) implements HelperEvent {}

    /// A line for the live log, from the helper or from a program it runs.
    record Log(String line) implements HelperEvent {}

    /// @param done finished of `total`, which is at least 1 and may grow
    record Progress(Phase phase, Unit unit, long done, long total) implements HelperEvent {}

    /// The transaction is committed (or there was nothing to do: `unchanged`).
    record Done(
            Optional<String> auditId,
            boolean unchanged,
            Optional<Integer> generationBefore,
            Optional<Integer> generationAfter,
            List<String> recovered,
            long durationMillis)
            implements HelperEvent {
        public Done {
            recovered = List.copyOf(recovered);
        }
    }

    /// The transaction did not happen.
    ///
    /// @param code the exit code that follows
    /// @param reason what kind of failure it is, finer than the code
    /// @param message what happened, one sentence
    /// @param kept what was kept or restored, one sentence
    /// @param next what the person can do, one sentence
    /// @param problems lines of the failing program, if any; at most 200
    /// @param auditId the entry that records the failure, if one could be written
    record Failed(
            ExitCode code,
            Reason reason,
            String message,
            String kept,
            String next,
            List<String> problems,
            Optional<String> auditId)
            implements HelperEvent {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    int PROTOCOL_VERSION = 1;

    /// A constant that is a word in JSON.
    interface Word {
        String name();

        default String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The steps of a transaction, in order.
    enum Phase implements Word {
        LOCK,
        RECOVER,
        CHECK,
        JOURNAL,
        SNAPSHOT,
        WRITE,
        REBUILD,
        ACTIVATE,
        HEALTH,
        AUDIT,
        COMMIT,
        RESTORE
    }

    /// What a [Progress] counts.
    enum Unit implements Word {
        /// Files of the tree.
        FILES,
        /// Configurations evaluated: 0 of 1 while it lasts.
        EVALUATIONS,
        /// Derivations built.
        BUILDS,
        /// Bytes fetched.
        BYTES,
        /// Systemd units started, stopped or restarted.
        SERVICES
    }

    /// Why a transaction did not happen, and the exit code of that if everything could be kept or restored.
    enum Reason implements Word {
        /// The request is not as the protocol says.
        BAD_REQUEST(ExitCode.BAD_REQUEST),
        /// A rule forbids it: elevated practice, a directory that is not ours, a link in place of a file, an
        /// unknown entry or generation.
        REFUSED(ExitCode.REFUSED),
        /// A file is not as the person saw it any more.
        STALE(ExitCode.REFUSED),
        /// The change is not the one the digest names.
        DIGEST(ExitCode.REFUSED),
        /// Another helper is at work.
        BUSY(ExitCode.BUSY),
        /// Standard input was closed before activation.
        CANCELLED(ExitCode.FAILED_AND_RESTORED),
        /// The configuration could not be built.
        BUILD(ExitCode.FAILED_AND_RESTORED),
        /// The new generation could not be activated.
        ACTIVATION(ExitCode.FAILED_AND_RESTORED),
        /// A file could not be read or written: full, read-only, no permission.
        DISK(ExitCode.FAILED_AND_RESTORED),
        /// An error in the helper.
        BUG(ExitCode.BUG);

        private final ExitCode code;

        Reason(ExitCode code) {
            this.code = code;
        }

        public ExitCode code() {
            return code;
        }
    }
}
