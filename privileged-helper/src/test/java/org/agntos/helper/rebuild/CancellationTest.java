package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
    }

    @Test
    void requestEndsTheRunningProgramAndItsChildren() throws IOException, InterruptedException {
        Process process = sleeper();
        cancellation.running(process);

        cancellation.request();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cancellation.isRequested()).isTrue();
        assertThat(cancellation.close()).isFalse();
    }

    @Test
    void programThatStartsAfterTheRequestIsEndedToo() throws IOException, InterruptedException {
        cancellation.request();
        Process process = sleeper();

        cancellation.running(process);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterThePointOfNoReturnARequestDoesNothing() throws IOException {
        assertThat(cancellation.close()).isTrue();
        Process process = sleeper();
        cancellation.running(process);

        cancellation.request();

        assertThat(cancellation.isRequested()).isFalse();
        assertThat(process.isAlive()).isTrue();
        ChildProgram.end(Stream.of(process.toHandle()));
    }
}
