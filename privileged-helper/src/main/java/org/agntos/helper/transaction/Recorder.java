package org.agntos.helper.transaction;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.agntos.helper.audit.Act;
import org.agntos.helper.audit.AuditLog;
import org.agntos.helper.audit.AuditRecord;
import org.agntos.helper.audit.AuditRecord.Account;
import org.agntos.helper.audit.AuditRecord.Result;

/// Writes down what one run of the helper does, for one account.
final class Recorder {
    private final AuditLog audit;
    private final Account account;
    private final InstantSource clock = InstantSource.system();
    private final long started = clock.millis();

    Recorder(AuditLog audit, Account account) {
        this.audit = audit;
        this.account = account;
    }

    long millis() {
        return Math.max(0, clock.millis() - started);
    }

    void record(String id, Act act, Result result, Optional<Integer> before, Optional<Integer> after)
            throws IOException {
        audit.append(new AuditRecord(id, clock.instant(), account, act, result, before, after, millis()));
    }
}
