package org.agntos.core.process;

import java.util.List;

/// Ends a process with everything it started.
final class ProcessTree {
    private ProcessTree() {}

    /// Children first found, then parents, since a dead parent's children can no longer be found.
    static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
