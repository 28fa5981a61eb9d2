package org.agntos.core.helper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agntos.core.helper.HelperAccess.Companion;
import org.agntos.core.process.Command;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.ProcessRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// polkit's agent that asks for a password on the terminal, for the time of one call. It would go before an
/// agent of the
/// session; its own `--fallback` does not serve where there is no session at all (seen with polkit 122), so
/// it is for whoever found that there is none.
final class TextAgent implements Companion {
    private static final Logger LOG = LoggerFactory.getLogger(TextAgent.class);

    private final LiveProgram program;

    private TextAgent(LiveProgram program) {
        this.program = program;
    }

    /// Starts it and waits until polkit knows it. If that fails, polkit itself will say that there is no
    /// agent.
    ///
    /// @param subject the process it asks for, as polkit's programs take it
    static Companion start(ProcessRunner processes, Path agent, String subject) {
        // It closes the descriptor it is given when it is ready; its standard output serves no other purpose.
        List<String> argv = List.of(agent.toString(), "--process", subject, "--notify-fd", "1");
        try {
            LiveProgram program = processes.start(Command.live(argv, Map.of("LC_ALL", "C.UTF-8")));
            try (InputStream ready = program.output()) {
                ready.transferTo(OutputStream.nullOutputStream());
            }
            return new TextAgent(program);
        } catch (IOException e) {
            LOG.warn("The agent that asks on the terminal could not be started", e);
            return Companion.NONE;
        }
    }

    /// It gives the terminal back as it found it, and therefore is not killed.
    @Override
    public void close() {
        program.terminate();
        try {
            program.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        String said = program.errors().text().strip();
        if (!said.isEmpty()) {
            LOG.debug("The agent on the terminal said: {}", said);
        }
        program.close();
    }
}
