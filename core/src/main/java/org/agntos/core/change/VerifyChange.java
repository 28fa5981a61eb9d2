package org.agntos.core.change;

import org.agntos.helper.protocol.FileChanges;

/// Checks a change against this machine. Blocks; interrupting the thread ends it and its children, and the stages it
/// did not finish are skipped with that reason.
public interface VerifyChange {
    Verification verify(FileChanges changes);
}
