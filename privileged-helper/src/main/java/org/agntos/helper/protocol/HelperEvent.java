package org.agntos.helper.protocol;

import java.util.List;
import java.util.Optional;

/// One line of the helper's standard output. The first is [Hello], the last [Done] or [Failed].
public sealed interface HelperEvent {
    /// @param version of the helper; @param protocol [#PROTOCOL_VERSION]; @param machine such as `practice`
    record Hello(String version, int protocol, String machine) implements HelperEvent {}

    /// A step of the transaction has begun.
    record PhaseStarted(Phase phase) implements HelperEvent {}

    /// A line for the live log, from the helper or from a program it runs.
    record Log(String line) implements HelperEvent {}

    /// @param done units finished of `total`, which is at least 1
    record Progress(Phase phase, long done, long total) implements HelperEvent {}

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
    /// @param message what happened, one sentence
    /// @param kept what was kept or restored, one sentence
    /// @param next what the person can do, one sentence
    /// @param problems lines of the failing program, if any; at most 200
    /// @param auditId the entry that records the failure, if one could be written
    record Failed(
            ExitCode code, String message, String kept, String next, List<String> problems, Optional<String> auditId)
            implements HelperEvent {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    int PROTOCOL_VERSION = 1;

    /// The steps of a transaction, in order.
    enum Phase {
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
}
