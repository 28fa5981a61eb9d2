package org.agntos.core.helper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.ProcessRunner;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RequestJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one request to the helper and follows it to its end. Blocks; events are delivered on the calling thread.
///
/// Cancelling, or interrupting the thread, closes the helper's standard input: it stops if it has not activated
/// anything yet, else it goes on, and this waits for it. It is never killed from here.
public final class HelperClient {
    private static final Logger LOG = LoggerFactory.getLogger(HelperClient.class);
    private static final int DISMISSED = 126;
    private static final int NOT_AUTHORISED = 127;
    private static final String RECOVERS =
            "The next command brings the machine back to a whole state; `agntctl audit list` shows what was done.";

    private final ProcessRunner processes;
    private final HelperProgram program;

    public HelperClient(ProcessRunner processes, HelperProgram program) {
        this.processes = processes;
        this.program = program;
    }

    /// A line of the helper's output, or its end.
    private sealed interface Line {
        record Event(HelperEvent event) implements Line {}

        record End() implements Line {}
    }

    public Outcome run(HelperRequest request, Cancellation cancellation, Consumer<HelperEvent> events) {
        if (cancellation.isRequested()) {
            return new Outcome.Cancelled();
        }
        String line = new String(RequestJson.write(request), StandardCharsets.UTF_8);
        try (LiveProgram helper = processes.start(program.command(request.verb(), line))) {
            cancellation.onCancel(helper::closeInput);
            return new Conversation(helper, events).follow();
        } catch (IOException e) {
            LOG.warn("The helper could not be started", e);
            return new Outcome.HelperLost(
                    "The helper could not be started: " + e.getMessage() + ". Nothing was changed.",
                    "Check the installation; `agntos.helper` must name the helper's program.");
        }
    }

    /// What is said between the two, for one run.
    private static final class Conversation {
        private final LiveProgram helper;
        private final Consumer<HelperEvent> events;
        private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
        private boolean hasBegun;
        private boolean isInterrupted;
        private @Nullable HelperEvent last;

        Conversation(LiveProgram helper, Consumer<HelperEvent> events) {
            this.helper = helper;
            this.events = events;
        }

        Outcome follow() {
            // Not a virtual thread: it would hold its carrier while the helper is silent (docs/decisions/0008).
            Thread.ofPlatform().daemon().name("helper-output").start(this::read);
            boolean isTold = false;
            try {
                while (next() instanceof Line.Event(HelperEvent event)) {
                    note(event);
                    events.accept(event);
                }
                isTold = true;
            } finally {
                if (!isTold) {
                    // Whoever listens failed. The helper must not be killed in the middle of its work.
                    helper.closeInput();
                    while (!(next() instanceof Line.End)) {
                        LOG.debug("An event is dropped because its listener failed");
                    }
                }
            }
            int status = await();
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            return outcome(status);
        }

        private void note(HelperEvent event) {
            hasBegun |= event instanceof HelperEvent.Hello;
            if (event instanceof HelperEvent.Done || event instanceof HelperEvent.Failed) {
                last = event;
            }
        }

        private void read() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(helper.output(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Optional<HelperEvent> event = EventJson.parse(line);
                    if (event.isEmpty()) {
                        LOG.debug("Not an event of the helper: {}", line);
                    }
                    event.map(Line.Event::new).ifPresent(lines::add);
                }
            } catch (IOException e) {
                LOG.debug("The helper's output broke off", e);
            } finally {
                lines.add(new Line.End());
            }
        }

        private Line next() {
            while (true) {
                try {
                    return lines.take();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                    helper.closeInput();
                }
            }
        }

        private int await() {
            while (true) {
                try {
                    return helper.waitFor();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                    helper.closeInput();
                }
            }
        }

        private Outcome outcome(int status) {
            return switch (last) {
                case HelperEvent.Done done -> new Outcome.Done(done);
                case HelperEvent.Failed failed ->
                    failed.reason() == HelperEvent.Reason.CANCELLED
                            ? new Outcome.Cancelled()
                            : new Outcome.Failed(failed);
                case HelperEvent.Hello _, HelperEvent.Log _, HelperEvent.PhaseStarted _, HelperEvent.Progress _ ->
                    lost(status);
                case null -> lost(status);
            };
        }

        private Outcome lost(int status) {
            String said = helper.errors().text().strip();
            String words = said.isEmpty() ? "" : " It said: " + said;
            if (hasBegun) {
                return new Outcome.HelperLost(
                        "The helper ended in the middle of its work (status " + status + ")." + words, RECOVERS);
            }
            return switch (status) {
                case DISMISSED ->
                    new Outcome.HelperLost(
                            "The authorisation was dismissed. Nothing was changed.", "Apply again when you are ready.");
                case NOT_AUTHORISED ->
                    new Outcome.HelperLost(
                            "You are not authorised, or the helper could not be run. Nothing was changed." + words,
                            "Ask the administrator of this machine, or check the installation.");
                default ->
                    new Outcome.HelperLost(
                            "The helper did not begin its work (status " + status + "). Nothing was changed." + words,
                            "Check the installation; what it said is above.");
            };
        }
    }
}
