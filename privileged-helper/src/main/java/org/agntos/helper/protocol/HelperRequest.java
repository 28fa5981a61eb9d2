package org.agntos.helper.protocol;

import java.util.Optional;

/// One order to the helper: the JSON object on its standard input. See [RequestJson] for the form.
public sealed interface HelperRequest {
    Verb verb();

    /// What the person asked and why, for the audit log. The helper stores it and never acts on it.
    ///
    /// @param summary one line for people, such as `Install htop`
    /// @param prompt the person's own words, empty if there were none
    /// @param rationale why the change looks as it does
    /// @param actor `user` or `agent`
    record Reason(String summary, Optional<String> prompt, Optional<String> rationale, String actor) {}

    /// Applies an approved proposal.
    ///
    /// @param proposalId the proposal the person approved
    /// @param digest the [FileChanges#digest()] the person approved; the helper computes it again
    /// @param evidence SHA-256 of the stored verification, for the audit log
    record Apply(String proposalId, FileChanges files, Sha256 digest, Optional<Sha256> evidence, Reason reason)
            implements HelperRequest {
        @Override
        public Verb verb() {
            return Verb.APPLY;
        }
    }

    /// Restores the files that one audit entry replaced, if nobody changed them since.
    ///
    /// @param entryId the `id` of the audit entry
    /// @param digest the digest of the restoring change, as the person saw it
    record Undo(String entryId, Sha256 digest, Reason reason) implements HelperRequest {
        @Override
        public Verb verb() {
            return Verb.UNDO;
        }
    }

    /// Makes a former generation current again, with the files that belonged to it.
    ///
    /// @param generation its number, at least 1
    /// @param digest the digest of the restoring change, as the person saw it
    record Rollback(int generation, Sha256 digest, Reason reason) implements HelperRequest {
        @Override
        public Verb verb() {
            return Verb.ROLLBACK;
        }
    }

    /// Finishes or takes back what a killed helper left behind. Every other verb does this first.
    record Recover() implements HelperRequest {
        @Override
        public Verb verb() {
            return Verb.RECOVER;
        }
    }
}
