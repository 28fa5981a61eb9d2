package org.agntos.helper.rebuild;

import org.agntos.helper.protocol.HelperEvent.Unit;

/// Hears how far the programs are that build and activate. Called on any thread; must be quick.
public interface Progress {
    /// A line for people, without control characters.
    void log(String line);

    /// @param done of `total`; @param total at least 1, and it may grow
    void progress(Unit unit, long done, long total);
}
