package org.agntos.core.cli;

/// Named to the platform's logging as its whole configuration, which makes it write nowhere: `agntctl` tells people
/// what went wrong itself. With `AGNTOS_DEBUG` set, the log is written to standard error.
public final class QuietLogging {
    static void use() {
        if (System.getenv("AGNTOS_DEBUG") == null && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", QuietLogging.class.getName());
        }
    }
}
