package org.agntos.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProcessRunnerIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> PATH = Map.of("PATH", "/run/current-system/sw/bin:/usr/bin:/bin");

    private final ProcessRunner runner = new SystemProcessRunner();

    @TempDir
    Path directory;

    private static Command shell(String script) {
        return Command.of(List.of("/bin/sh", "-c", script), PATH, LONG);
    }

    private RunResult.Exited exited(Command command) throws InterruptedException {
        RunResult result = runner.run(command);
        assertThat(result).isInstanceOf(RunResult.Exited.class);
        return (RunResult.Exited) result;
    }

    @Test
    void outputsInputStatusAndDirectoryArePassed() throws InterruptedException {
        RunResult.Exited result = exited(
                shell("cat; pwd; echo bad >&2; exit 7").withInput("grüße\n").in(directory));
        assertThat(result.status()).isEqualTo(7);
        assertThat(result.out().text()).isEqualTo("grüße\n" + directory + "\n");
        assertThat(result.err().text()).isEqualTo("bad\n");
    }

    @Test
    void nothingOfOurEnvironmentIsInherited() throws InterruptedException {
        Command command =
                Command.of(List.of("/bin/sh", "-c", "env"), Map.of("ONLY", "this", "PATH", PATH.get("PATH")), LONG);
        assertThat(exited(command).out().text().lines().map(line -> line.substring(0, line.indexOf('='))))
                .contains("ONLY", "PATH")
                .doesNotContain("HOME", "USER", "JAVA_HOME");
    }

    @Test
    void standardInputIsClosed() throws InterruptedException {
        assertThat(exited(shell("read x || echo closed")).out().text()).isEqualTo("closed\n");
    }

    @Test
    void argumentsAreNoShell() throws InterruptedException {
        Command command = Command.of(List.of("/bin/echo", "$HOME; `id` *"), PATH, LONG);
        assertThat(exited(command).out().text()).isEqualTo("$HOME; `id` *\n");
    }

    @Test
    void endlessOutputIsCutAndDrained() throws InterruptedException {
        RunResult.Exited result =
                exited(shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; exit 3")
                        .withOutputLimit(1000));
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out().text()).hasSize(1000);
        assertThat(result.out().isCut()).isTrue();
    }

    @Test
    void whatTakesTooLongIsKilledWithItsChildren() throws Exception {
        Command command =
                Command.of(List.of("/bin/sh", "-c", "sleep 1000 & echo $!; wait"), PATH, Duration.ofMillis(300));
        RunResult result = runner.run(command);
        assertThat(result).isInstanceOf(RunResult.TimedOut.class);
        long child = Long.parseLong(((RunResult.TimedOut) result).out().text().strip());
        assertThat(ProcessHandle.of(child)
                        .map(handle ->
                                handle.onExit().orTimeout(5, TimeUnit.SECONDS).join() != null)
                        .orElse(true))
                .isTrue();
    }

    @Test
    void silentProgramsDoNotStopTheVirtualThreads() throws Exception {
        List<LiveProgram> silent = new ArrayList<>();
        try {
            for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
                silent.add(runner.start(shell("cat")));
            }
            CountDownLatch ran = new CountDownLatch(1);
            Thread.ofVirtual().start(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            silent.forEach(LiveProgram::close);
        }
    }

    @Test
    void anInterruptKillsIt() throws Exception {
        AtomicBoolean isInterrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                runner.run(shell("sleep 1000"));
            } catch (InterruptedException e) {
                isInterrupted.set(true);
            }
            ended.countDown();
        });
        thread.interrupt();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(isInterrupted).isTrue();
    }

    @Test
    void whatIsNotThereIsSaid() throws InterruptedException {
        RunResult result = runner.run(Command.of(List.of("/nonexistent/program"), Map.of(), LONG));
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.NotStarted.class,
                        notStarted -> assertThat(notStarted.reason()).contains("No such file"));
        assertThatThrownBy(() -> runner.start(Command.live(List.of("/nonexistent/program"), Map.of())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLiveProgramHearsWhenItsInputIsClosed() throws Exception {
        Command command = Command.live(List.of("/bin/sh", "-c", "read a; echo got $a; read b; echo end"), PATH)
                .withInput("first\n");
        try (LiveProgram program = runner.start(command);
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(program.output(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("got first");
            program.closeInput();
            program.closeInput();
            assertThat(out.readLine()).isEqualTo("end");
            assertThat(program.waitFor()).isZero();
        }
    }
}
