package org.agntos.helper.transaction;

import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.helper.audit.AuditRecord;
import org.agntos.helper.audit.AuditRecord.Account;
import org.agntos.helper.audit.AuditRecord.Generations;
import org.agntos.helper.audit.AuditRecord.Result;
import org.agntos.helper.protocol.HelperRequest.Reason;

/// Writes down what one run of the helper did, as entries of the audit log.
final class Entries {
    private final Account account;
    private final InstantSource clock;
    private final long started;

    Entries(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        started = clock.millis();
    }

    long millis() {
        return Math.max(0, clock.millis() - started);
    }

    AuditRecord of(String id, Act act, Result result, Optional<Integer> before, Optional<Integer> after) {
        return new AuditRecord(
                id,
                clock.instant(),
                act.action(),
                account,
                act.reason(),
                act.changes(),
                result,
                act.proposalId(),
                Optional.of(act.digest()),
                act.evidence(),
                new Generations(before, after),
                millis());
    }

    /// The entry of a transaction that was interrupted and has been taken back.
    AuditRecord recovered(Journal journal, Optional<Restoration.Trouble> trouble) {
        return new AuditRecord(
                journal.recoveryId(),
                clock.instant(),
                Act.action("Recover").put("entry", journal.auditId()),
                account,
                new Reason(
                        "Taken back after an interruption: " + journal.summary(),
                        Optional.empty(),
                        Optional.empty(),
                        "user"),
                new TreeMap<>(),
                trouble.<Result>map(
                                what -> new Result.Failed("Every file is as it was before, but " + what.what() + "."))
                        .orElse(new Result.Success()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Generations(journal.current(), journal.current()),
                millis());
    }
}
