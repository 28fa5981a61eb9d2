package org.agntos.app.platform.dbus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// One open proposal on the bus: `(ssss)`.
public final class ProposalLine extends Struct {
    @Position(0)
    public final String id;

    @Position(1)
    public final String summary;

    /// `low`, `medium`, `high` or `irreversible`.
    @Position(2)
    public final String risk;

    /// ISO 8601.
    @Position(3)
    public final String createdAt;

    public ProposalLine(String id, String summary, String risk, String createdAt) {
        this.id = id;
        this.summary = summary;
        this.risk = risk;
        this.createdAt = createdAt;
    }
}
