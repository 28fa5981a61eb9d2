package org.agntos.core.change;

import java.util.Locale;

/// Where a proposal is in its life. Whether it is *stale* is not stored: see [Proposals#freshness].
public enum ProposalStatus {
    /// Waiting for a decision.
    OPEN,
    APPLIED,
    DISCARDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
