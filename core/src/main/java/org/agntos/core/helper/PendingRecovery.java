package org.agntos.core.helper;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that a helper was killed and has the next one bring the machine back to a whole state. Any thread.
public final class PendingRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(PendingRecovery.class);

    private final HelperPaths paths;
    private final HelperClient helper;

    public PendingRecovery(HelperPaths paths, HelperClient helper) {
        this.paths = paths;
        this.helper = helper;
    }

    /// Whether there is a journal: of a helper that was killed, or of one that is at work now.
    public boolean isNeeded() {
        if (!Files.isDirectory(paths.journal()) || !Files.isReadable(paths.journal())) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.journal())) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            LOG.warn("The journal {} cannot be looked into", paths.journal(), e);
            return false;
        }
    }

    /// Recovers if there is a journal. If another helper is at work, it is left alone.
    ///
    /// @return what was done, in sentences for people; empty if there was nothing to do
    public List<String> runIfNeeded(Cancellation cancellation) {
        if (!isNeeded()) {
            return List.of();
        }
        Outcome outcome = helper.run(new HelperRequest.Recover(), cancellation, _ -> {});
        LOG.debug("Recovery after an interrupted transaction: {}", outcome);
        return outcome instanceof Outcome.Done(HelperEvent.Done event) ? event.recovered() : List.of();
    }
}
