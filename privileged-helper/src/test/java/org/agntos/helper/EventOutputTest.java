package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventOutputTest {
    private static final HelperEvent LAST = new HelperEvent.Log("the last");

    /// A pipe whose reader does not read until it is let to.
    private static final class Stuck extends OutputStream {
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            kept.write(bytes, offset, length);
        }
    }

    private static HelperEvent event(int number) {
        return new HelperEvent.Log("line " + number);
    }

    @Test
    void eventsAreWrittenInOrderAndTheLastBeforeItReturns() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventOutput output = new EventOutput(out, Duration.ofSeconds(30));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            output.send(event(i));
            expected.add(EventJson.write(event(i)));
        }
        output.end(LAST);
        expected.add(EventJson.write(LAST));

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void aReaderThatDoesNotReadHoldsNothingUp() {
        Stuck pipe = new Stuck();
        EventOutput output = new EventOutput(pipe, Duration.ofMillis(50));
        for (int i = 0; i < 100_000; i++) {
            output.send(event(i));
        }
        output.end(LAST);

        assertThat(pipe.kept.size()).isZero();
    }

    @Test
    void aReaderThatComesBackGetsTheLastEvent() throws InterruptedException {
        Stuck pipe = new Stuck();
        EventOutput output = new EventOutput(pipe, Duration.ofSeconds(20));
        for (int i = 0; i < 500; i++) {
            output.send(event(i));
        }
        Thread end = Thread.ofPlatform().start(() -> output.end(LAST));
        pipe.mayGoOn.countDown();
        end.join();

        assertThat(pipe.kept.toString(StandardCharsets.UTF_8).lines())
                .hasSize(501)
                .endsWith(EventJson.write(LAST));
    }

    @Test
    void aReaderThatHasGoneAwayHoldsNothingUp() {
        EventOutput output = new EventOutput(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                Duration.ofMinutes(10));
        for (int i = 0; i < 100_000; i++) {
            output.send(event(i));
        }
        output.end(LAST);
    }
}
