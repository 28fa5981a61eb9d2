package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.core.process.Command;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.Output;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HelperClientTest {
    private static final String HELLO =
            "{\"event\":\"hello\",\"version\":\"2.0.0\",\"protocol\":1,\"machine\":\"practice\"}\n";
    private static final String DONE = "{\"event\":\"done\",\"audit_id\":\"a-1\",\"unchanged\":false,"
            + "\"generation\":{\"before\":1,\"after\":2},\"recovered\":[],\"duration_ms\":5}\n";
    private static final String FAILED =
            "{\"event\":\"failed\",\"code\":1,\"reason\":\"%s\",\"message\":\"m\",\"kept\":\"k\","
                    + "\"next\":\"n\",\"problems\":[],\"audit_id\":null}\n";

    /// A helper that says what it is told to.
    private static final class ScriptedHelper implements ProcessRunner, LiveProgram {
        private final InputStream output;
        private final int status;
        private final String errors;
        private final AtomicBoolean isInputClosed = new AtomicBoolean();
        private final AtomicBoolean isTerminated = new AtomicBoolean();
        private @Nullable Runnable onInputClosed;
        private Runnable onStart = () -> {};
        private @Nullable Command started;

        ScriptedHelper(String output, int status, String errors) {
            this(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)), status, errors);
        }

        ScriptedHelper(InputStream output, int status, String errors) {
            this.output = output;
            this.status = status;
            this.errors = errors;
        }

        @Override
        public RunResult run(Command command) {
            throw new AssertionError("the helper is a live program");
        }

        @Override
        public LiveProgram start(Command command) {
            started = command;
            onStart.run();
            return this;
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public void closeInput() {
            Runnable action = onInputClosed;
            if (isInputClosed.compareAndSet(false, true) && action != null) {
                action.run();
            }
        }

        @Override
        public void terminate() {
            isTerminated.set(true);
        }

        @Override
        public int waitFor() {
            return status;
        }

        @Override
        public Output errors() {
            return new Output(errors, false);
        }

        @Override
        public void close() {}
    }

    private static HelperProgram program() {
        Properties properties = new Properties();
        properties.setProperty("agntos.helper", "/opt/agntos/libexec/agntos-helper");
        return HelperProgram.of(
                properties,
                Map.of(
                        "HOME",
                        "/home/ada",
                        "PATH",
                        "/bin",
                        "AGNTOS_LIB_DIR",
                        "/x",
                        "SUDO_UID",
                        "1000",
                        "LD_PRELOAD",
                        "/evil",
                        "SECRET",
                        "s"));
    }

    private static Outcome run(ScriptedHelper helper) {
        return new HelperClient(helper, program()).run(new HelperRequest.Recover(), new Cancellation(), _ -> {});
    }

    @Test
    void theVerbIsTheOnlyArgumentAndTheEnvironmentIsSmall() {
        ScriptedHelper helper = new ScriptedHelper(HELLO + DONE, 0, "");
        assertThat(run(helper)).isInstanceOf(Outcome.Done.class);
        assertThat(helper.started).isNotNull().satisfies(command -> {
            assertThat(command.argv()).containsExactly("/opt/agntos/libexec/agntos-helper", "recover");
            assertThat(command.environment()).containsOnlyKeys("HOME", "PATH", "AGNTOS_LIB_DIR", "SUDO_UID");
            assertThat(command.input()).isEqualTo("{\"protocol\":1,\"verb\":\"recover\"}\n");
        });
    }

    @Test
    void practiceWithTheRightsOfPkexecIsNotTakenForTheRealMachine() {
        ScriptedHelper helper = new ScriptedHelper(HELLO + DONE, 0, "");
        HelperProgram elevated =
                HelperProgram.of(new Properties(), Map.of("HOME", "/root", "PKEXEC_UID", "1000", "PATH", "/bin"));
        assertThat(new HelperClient(helper, elevated).run(new HelperRequest.Recover(), new Cancellation(), _ -> {}))
                .isEqualTo(new Outcome.NotStarted(new Obstacle.ElevatedPractice()));
        assertThat(helper.started).isNull();
        assertThat(elevated.environment()).doesNotContainKey("PKEXEC_UID");
    }

    @Test
    void eventsComeInOrderOnTheCallingThread() {
        List<HelperEvent> events = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Outcome outcome = new HelperClient(
                        new ScriptedHelper("[warning] from the virtual machine\n" + HELLO + DONE, 0, ""), program())
                .run(new HelperRequest.Recover(), new Cancellation(), event -> {
                    events.add(event);
                    threads.add(Thread.currentThread());
                });
        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOf(HelperEvent.Hello.class);
        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.event().auditId()).contains("a-1"));
    }

    @Test
    void aFailureIsToldWithItsWordsAndACancellationAsSuch() {
        assertThat(run(new ScriptedHelper(HELLO + FAILED.formatted("build"), 1, "")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.event().kept()).isEqualTo("k"));
        assertThat(run(new ScriptedHelper(HELLO + FAILED.formatted("cancelled"), 1, "")))
                .isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aHelperThatNeverBeganIsTold() {
        assertThat(run(new ScriptedHelper("", 1, "why")))
                .isInstanceOfSatisfying(
                        Outcome.HelperLost.class,
                        lost -> assertThat(lost.message())
                                .contains("did not begin")
                                .contains("why"));
    }

    @Test
    void aHelperOfAnotherProtocolIsNamedAndNotBelieved() {
        String hello = HELLO.replace("\"protocol\":1", "\"protocol\":2").replace("2.0.0", "3.1.0");
        ScriptedHelper helper = new ScriptedHelper(hello + FAILED.formatted("bad_request"), 64, "");
        assertThat(run(helper)).isEqualTo(new Outcome.NotStarted(new Obstacle.OtherVersion("3.1.0", 2, 1)));
        assertThat(helper.isInputClosed).isTrue();
    }

    @Test
    void cancellingBeforeHelloEndsWhatStillAsksForAPassword() throws Exception {
        PipedInputStream output = new PipedInputStream();
        PipedOutputStream says = new PipedOutputStream(output);
        ScriptedHelper helper = new ScriptedHelper(output, 143, "");
        helper.onInputClosed = () -> write(says, "");
        Cancellation cancellation = new Cancellation();
        HelperClient client = new HelperClient(helper, program());
        helper.onStart = () -> Thread.ofVirtual().start(cancellation::cancel);
        assertThat(client.run(new HelperRequest.Recover(), cancellation, _ -> {}))
                .isInstanceOf(Outcome.Cancelled.class);
        assertThat(helper.isTerminated).isTrue();
    }

    @Test
    void aHelperThatWasKilledInTheMiddleIsLost() {
        assertThat(run(new ScriptedHelper(HELLO, 137, ""))).isInstanceOfSatisfying(Outcome.HelperLost.class, lost -> {
            assertThat(lost.message()).contains("in the middle").contains("137");
            assertThat(lost.next()).contains("next command");
        });
    }

    @Test
    void aProgramThatIsNotThereIsToldAndNothingChanged() {
        ProcessRunner none = new ProcessRunner() {
            @Override
            public RunResult run(Command command) {
                return new RunResult.NotStarted("no");
            }

            @Override
            public LiveProgram start(Command command) throws IOException {
                throw new IOException("No such file or directory");
            }
        };
        assertThat(new HelperClient(none, program()).run(new HelperRequest.Recover(), new Cancellation(), _ -> {}))
                .isInstanceOfSatisfying(
                        Outcome.HelperLost.class,
                        lost -> assertThat(lost.message()).contains("could not be started"));
    }

    @Test
    void cancellingClosesItsInputAndWaitsForItsEnd() throws Exception {
        PipedInputStream output = new PipedInputStream();
        PipedOutputStream says = new PipedOutputStream(output);
        ScriptedHelper helper = new ScriptedHelper(output, 1, "");
        helper.onInputClosed = () -> write(says, FAILED.formatted("cancelled"));
        Cancellation cancellation = new Cancellation();
        says.write(HELLO.getBytes(StandardCharsets.UTF_8));
        Outcome outcome = new HelperClient(helper, program()).run(new HelperRequest.Recover(), cancellation, event -> {
            if (event instanceof HelperEvent.Hello) {
                cancellation.cancel();
            }
        });
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(helper.isInputClosed).isTrue();
    }

    private static void write(PipedOutputStream stream, String text) {
        try (stream) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptCancelsAndIsKept() throws Exception {
        PipedInputStream output = new PipedInputStream();
        PipedOutputStream says = new PipedOutputStream(output);
        ScriptedHelper helper = new ScriptedHelper(output, 0, "");
        helper.onInputClosed = () -> write(says, DONE);
        says.write(HELLO.getBytes(StandardCharsets.UTF_8));
        AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
        AtomicBoolean isStillInterrupted = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().start(() -> {
            outcome.set(new HelperClient(helper, program())
                    .run(new HelperRequest.Recover(), new Cancellation(), event -> {
                        if (event instanceof HelperEvent.Hello) {
                            Thread.currentThread().interrupt();
                        }
                    }));
            isStillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.join();
        assertThat(outcome.get()).isInstanceOf(Outcome.Done.class);
        assertThat(isStillInterrupted).isTrue();
    }

    @Test
    void aListenerThatFailsDoesNotKillTheHelper() {
        ScriptedHelper helper = new ScriptedHelper(HELLO + DONE, 0, "");
        HelperClient client = new HelperClient(helper, program());
        assertThatThrownBy(() -> client.run(new HelperRequest.Recover(), new Cancellation(), _ -> {
                    throw new IllegalStateException("broken view");
                }))
                .hasMessage("broken view");
        assertThat(helper.isInputClosed).isTrue();
    }
}
