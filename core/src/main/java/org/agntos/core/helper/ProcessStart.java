package org.agntos.core.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When this process started, as the kernel counts: with it a process id cannot be mistaken for a later
/// process's.
final class ProcessStart {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessStart.class);
    /// Of the fields after the name, which may itself hold spaces and parentheses.
    private static final int FIELD = 19;

    private ProcessStart() {}

    static Optional<String> ticks() {
        try {
            return ticks(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException e) {
            LOG.warn("/proc/self/stat cannot be read; polkit is given the process id alone", e);
            return Optional.empty();
        }
    }

    static Optional<String> ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > FIELD && fields[FIELD].matches("[0-9]+") ? Optional.of(fields[FIELD]) : Optional.empty();
    }
}
