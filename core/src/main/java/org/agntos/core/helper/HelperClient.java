package org.agntos.core.helper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.RequestWriter;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.core.helper.HelperAccess.Companion;
import org.agntos.core.helper.HelperAccess.Ending;
import org.agntos.core.helper.HelperAccess.Way;
import org.agntos.core.process.Command;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.ProcessRunner;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one request to the helper and follows it to its end. Blocks; events are delivered on the calling
/// thread.
///
/// Cancelling, or interrupting the thread, closes the helper's standard input: it stops if it has not
/// activated anything yet, else it goes on, and this waits for it. It is never killed from here.
public final class HelperClient {
    private static final Logger LOG = LoggerFactory.getLogger(HelperClient.class);
    private static final int KEPT_OF_ERRORS = 64 << 10;
    private static final String RECOVERS =
            "The next command brings the machine back to a whole state; `agntctl audit list` shows what was done.";

    private final ProcessRunner processes;
    private final HelperAccess access;

    HelperClient(ProcessRunner processes, HelperAccess access) {
        this.processes = processes;
        this.access = access;
    }

    /// For a practice machine: the helper is started directly.
    public static HelperClient practice(ProcessRunner processes, HelperProgram program) {
        return new HelperClient(processes, program);
    }

    /// For a real machine: pkexec starts the helper.
    ///
    /// @param hasTerminal whether a password may be asked for on the terminal of this process
    /// @param environment looked at only to know the desktop
    public static HelperClient real(
            ProcessRunner processes, BooleanSupplier hasTerminal, Map<String, String> environment) {
        PolkitAccess.Self self = PolkitAccess.Self.now();
        return new HelperClient(
                processes, new PolkitAccess(processes, self, hasTerminal, environment, PolkitTools.FOLDERS));
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
        return switch (access.open(request.verb())) {
            case Way.Closed(Obstacle obstacle) -> new Outcome.NotStarted(obstacle);
            case Way.Open way -> follow(way, request, cancellation, events);
        };
    }

    private Outcome follow(
            Way.Open way, HelperRequest request, Cancellation cancellation, Consumer<HelperEvent> events) {
        Outcome outcome = call(way, request, cancellation, events);
        boolean isNobodyThere = outcome instanceof Outcome.NotStarted(Obstacle.NoAgent _);
        if (!isNobodyThere || way.whenNobodyAsks().isEmpty()) {
            return outcome;
        }
        try (Companion asking = way.whenNobodyAsks().get().get()) {
            LOG.debug("Again, with {}", asking);
            return call(way, request, cancellation, events);
        }
    }

    private Outcome call(Way.Open way, HelperRequest request, Cancellation cancellation, Consumer<HelperEvent> events) {
        String line = new String(RequestWriter.write(request), StandardCharsets.UTF_8);
        Command command =
                Command.live(way.argv(), way.environment()).withInput(line).withOutputLimit(KEPT_OF_ERRORS);
        try (LiveProgram helper = processes.start(command)) {
            Conversation conversation = new Conversation(helper, way.ending(), events);
            cancellation.onCancel(conversation::stop);
            return conversation.follow(cancellation);
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
        private final Ending ending;
        private final Consumer<HelperEvent> events;
        private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
        private volatile boolean hasBegun;
        private boolean isInterrupted;
        private @Nullable HelperEvent last;

        private @Nullable Obstacle otherVersion;

        Conversation(LiveProgram helper, Ending ending, Consumer<HelperEvent> events) {
            this.helper = helper;
            this.ending = ending;
            this.events = events;
        }

        /// Asks it to stop. What is still waiting for a password is ended; once it runs as root it takes no
        /// signal of ours, and obeys the closed input.
        void stop() {
            helper.closeInput();
            if (!hasBegun) {
                helper.terminate();
            }
        }

        Outcome follow(Cancellation cancellation) {
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
            boolean isStopped = isInterrupted || cancellation.isRequested();
            return isStopped && !hasBegun ? new Outcome.Cancelled() : outcome(status);
        }

        private void note(HelperEvent event) {
            if (event instanceof HelperEvent.Hello hello) {
                hasBegun = true;
                if (hello.protocol() != HelperEvent.PROTOCOL_VERSION) {
                    otherVersion =
                            new Obstacle.OtherVersion(hello.version(), hello.protocol(), HelperEvent.PROTOCOL_VERSION);
                    helper.closeInput();
                }
            }
            if (event instanceof HelperEvent.Done || event instanceof HelperEvent.Failed) {
                last = event;
            }
        }

        private void read() {
            RebuildProgress progress = new RebuildProgress(Path.of("/"));
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(helper.output(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Optional<HelperEvent> event = EventReader.parse(line);
                    if (event.isEmpty()) {
                        LOG.debug("Not an event of the helper: {}", line);
                    }
                    event.ifPresent(said -> progress.of(said).forEach(told -> lines.add(new Line.Event(told))));
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
                    stop();
                }
            }
        }

        private int await() {
            while (true) {
                try {
                    return helper.waitFor();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                    stop();
                }
            }
        }

        private Outcome outcome(int status) {
            return switch (last) {
                case HelperEvent.Done done -> new Outcome.Done(done);
                case HelperEvent.Failed _ when otherVersion != null -> new Outcome.NotStarted(otherVersion);
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
            if (!hasBegun) {
                return ending.neverBegan(status, said);
            }
            String words = said.isEmpty() ? "" : " It said: " + said;
            return new Outcome.HelperLost(
                    "The helper ended in the middle of its work (status " + status + ")." + words, RECOVERS);
        }
    }
}
