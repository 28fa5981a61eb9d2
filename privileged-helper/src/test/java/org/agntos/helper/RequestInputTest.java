package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.rebuild.Cancellation;
import org.junit.jupiter.api.Test;

class RequestInputTest {
    private static RequestInput input(String text) {
        return new RequestInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(RequestInput input) throws Exception {
        return new String(input.readRequest(), StandardCharsets.UTF_8);
    }

    @Test
    void requestEndsAtTheFirstNewlineOrAtTheEnd() throws Exception {
        assertThat(read(input("{}\n{}\n"))).isEqualTo("{}");
        assertThat(read(input("{}"))).isEqualTo("{}");
        assertThat(read(input(""))).isEmpty();
        assertThat(read(input("x".repeat(20_000) + "\n"))).hasSize(20_000);
    }

    @Test
    void tooMuchIsNotReadToItsEnd() throws Exception {
        assertThat(read(input("x".repeat(5_000_000)))).hasSizeBetween(RequestJson.MAX_BYTES + 1, 1_100_000);
    }

    @Test
    void closingAfterTheNewlineCancels() throws Exception, InterruptedException {
        Cancellation cancellation = new Cancellation();
        try (PipedInputStream in = new PipedInputStream()) {
            PipedOutputStream out = new PipedOutputStream(in);
            out.write("{}\nignored".getBytes(StandardCharsets.UTF_8));
            RequestInput input = new RequestInput(in);
            assertThat(read(input)).isEqualTo("{}");

            Thread watcher = input.watch(cancellation).orElseThrow();
            assertThat(cancellation.isRequested()).isFalse();
            out.close();

            assertThat(watcher.join(Duration.ofSeconds(30))).isTrue();
            assertThat(cancellation.isRequested()).isTrue();
        }
    }

    @Test
    void requestWithoutNewlineIsNotCancelledByItsEnd() throws Exception {
        Cancellation cancellation = new Cancellation();
        RequestInput input = input("{}");
        read(input);

        assertThat(input.watch(cancellation)).isEmpty();
        assertThat(cancellation.close()).isTrue();
    }
}
