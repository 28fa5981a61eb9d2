package org.agntos.core.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything a server can do wrong: what the person is told, and that nothing hangs, leaks or is lost.
@Timeout(20)
class FaultTest {
    private static int filesBefore;

    @BeforeAll
    static void countBefore() throws InterruptedException {
        try (ModelServer server =
                new ModelServer((_, wire) -> wire.stream().text("warm").end())) {
            Asked.of(server.base());
        }
        await(() -> clientThreads() == 0);
        filesBefore = openFiles();
    }

    @AfterAll
    static void nothingIsLeftOpen() throws InterruptedException {
        await(() -> clientThreads() == 0);
        assertThat(clientThreads()).as("threads of HTTP clients").isZero();
        await(() -> openFiles() <= filesBefore + 2);
        assertThat(openFiles()).as("open files and sockets").isLessThanOrEqualTo(filesBefore + 2);
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient"))
                .count();
    }

    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    /// Until it holds, at most 5 s.
    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            never.await(5, TimeUnit.MILLISECONDS);
        }
    }

    static Stream<Faults> faults() {
        return Stream.of(Faults.statuses(), Faults.connections(), Faults.answers())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsToldInWordsAndLeavesNothingBehind(Faults fault) throws InterruptedException {
        try (ModelServer server = new ModelServer(fault.script())) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.reply).isInstanceOf(Reply.Failed.class);
            Reply.Failed failed = (Reply.Failed) asked.reply;
            assertThat(failed.message()).contains(fault.said());
            assertThat(failed.next()).as("what to do next").isNotBlank();
            assertThat(asked.text.toString()).startsWith(fault.kept());
            assertThat(fault.kept().isEmpty() || failed.message().contains("is kept"))
                    .isTrue();
            assertThat(asked.seen()).doesNotContain(Asked.KEY).doesNotContain(Asked.KEY.replace("sk-", ""));
            await(() -> server.connections() == 0);
            assertThat(server.connections()).as("connections left open").isZero();
        }
    }

    static Stream<Faults> harmless() {
        return Faults.harmless().stream();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsOddIsAnAnswerAllTheSame(Faults oddity) throws InterruptedException {
        try (ModelServer server = new ModelServer(oddity.script())) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.reply).as(asked.seen()).isInstanceOf(Reply.Complete.class);
            assertThat(asked.text).hasToString(oddity.said());
            await(() -> server.connections() == 0);
            assertThat(server.connections()).as("connections left open").isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After: 2, 2000, 2100",
        "429, 'Retry-After: Fri, 20 Nov 2026 12:00:07 GMT', 7000, 7100",
        "429, 'Retry-After: Fri, 20 Nov 2026 11:00:00 GMT', 0, 100",
        "503, Retry-After: 0.5, 500, 600",
        "503, X-None: 1, 500, 1000",
        "500, X-None: 1, 500, 1000"
    })
    void aServerThatIsBusyIsAskedAgainWhenItWants(int status, String header, long least, long most)
            throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        try (ModelServer server = new ModelServer((_, wire) -> {
            if (tries.incrementAndGet() == 1) {
                wire.json(status, "{}", header);
            } else {
                wire.stream().text("there").end();
            }
        })) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.text).hasToString("there");
            assertThat(asked.waits).hasSize(1);
            assertThat(asked.waits.getFirst().toMillis()).isBetween(least, most);
            assertThat(asked.notices).hasSize(1);
            assertThat(asked.notices.getFirst()).startsWith("Waiting ");
        }
    }

    @Test
    void eachWaitIsLongerAndTheLastTryIsTheLast() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.json(500, "{}"))) {
            Asked asked = Asked.of(server.base());
            assertThat(server.requests()).hasSize(3);
            assertThat(asked.waits).hasSize(2);
            assertThat(asked.waits.get(0).toMillis()).isBetween(500L, 1000L);
            assertThat(asked.waits.get(1).toMillis()).isBetween(1000L, 2000L);
        }
    }

    @Test
    void anAnswerThatWasShownInPartIsNotAskedForAgain() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.stream().text("Half"))) {
            Asked asked = Asked.of(server.base());
            assertThat(server.requests()).hasSize(1);
            assertThat(asked.text).hasToString("Half");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instpect | {\"target\":\"cpu\"} | instpect {\"target\":\"cpu\"}",
                "inspect | | inspect {}",
                "inspect | null | inspect {}",
                "inspect | {\"target\": | inspect {\"unreadable_arguments\":\"{\\\"target\\\":\"}",
                "inspect | [1] | inspect {\"unreadable_arguments\":\"[1]\"}",
                "inspect | {} trailing | inspect {\"unreadable_arguments\":\"{} trailing\"}",
                "inspect | \"{\\\"target\\\":\\\"cpu\\\"}\" | inspect {\"target\":\"cpu\"}",
                "functions.inspect | {} | inspect {}"
            })
    void whatAModelGetsWrongInACallReachesTheToolsCheck(String name, String arguments, String call)
            throws InterruptedException {
        String text = arguments == null ? "" : arguments.replace("\\", "\\\\").replace("\"", "\\\"");
        try (ModelServer server = new ModelServer((_, wire) -> wire.stream()
                .data("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\""
                        + name + "\",\"arguments\":\"" + text + "\"}}]},\"finish_reason\":\"tool_calls\"}]}"))) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.reply).isInstanceOf(Reply.Complete.class);
            ToolCall made = ((Reply.Complete) asked.reply).calls().getFirst();
            assertThat(made.tool() + " " + made.arguments()).isEqualTo(call);
        }
    }

    @Test
    void callsOutOfOrderKeepTheirPlaces() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.stream()
                .data(
                        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"search\",\"arguments\":\"{\"}}]}}]}")
                .data(
                        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"inspect\",\"arguments\":\"{\\\"target\\\"\"}}]}}]}")
                .data(
                        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"}\"}},{\"index\":0,\"function\":{\"arguments\":\":\\\"cpu\\\"}\"}}]}}]}")
                .end())) {
            Asked asked = Asked.of(server.base());
            assertThat(((Reply.Complete) asked.reply).calls().stream().map(made -> made.id() + made.arguments()))
                    .containsExactlyInAnyOrder("b{}", "a{\"target\":\"cpu\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({"length, cut off", "content_filter, withheld"})
    void anAnswerThatIsNotWholeSaysSo(String end, String words) throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.stream()
                .data("{\"choices\":[{\"delta\":{\"content\":\"Half\"},\"finish_reason\":\"" + end + "\"}]}"))) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.text).hasToString("Half");
            assertThat(asked.notices).singleElement().asString().contains(words);
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidAtOnce() throws InterruptedException, IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Asked asked = Asked.of(URI.create("http://127.0.0.1:" + port + "/v1"));
        assertThat(asked.reply)
                .isEqualTo(new Reply.Failed(
                        "Nothing answers at 127.0.0.1:" + port + ".",
                        "Start the model server (such as: ollama serve) and ask again."));
        assertThat(asked.waits).isEmpty();
    }

    @Test
    void aNameThatDoesNotExistIsSaid() throws InterruptedException {
        assertThat(unresolved(_ -> {
                    throw new UnknownHostException("no");
                }))
                .contains("There is no computer by the name models.invalid.");
    }

    @Test
    void aNameServerThatIsSilentIsSaid() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(unresolved(_ -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[0];
                }))
                .contains("The name server did not say");
        never.countDown();
    }

    private static String unresolved(Reach.Resolver resolver) throws InterruptedException {
        Asked asked = new Asked();
        OpenAiModel model = new OpenAiModel(
                Asked.profile(URI.create("https://models.invalid/v1")), asked.around(new Reach(() -> false, resolver)));
        return asked.ask(model, Asked.prompt("x")).seen();
    }

    @Test
    void tlsThatIsNoneIsSaid() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.json(400, "{}"))) {
            assertThat(Asked.of(URI.create("https://127.0.0.1:" + server.port() + "/v1"))
                            .seen())
                    .contains("is not safe: it does not speak TLS there", "write http://");
        }
    }

    @Test
    void tlsThatEndsBeforeItBeganIsSaid() throws InterruptedException, IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        connection.getInputStream().readNBytes(5);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            assertThat(Asked.of(URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/v1"))
                            .seen())
                    .containsAnyOf("is not safe", "broke off", "said nothing");
        }
    }

    @Test
    void aCertificateThatIsNotGoodIsSaid() {
        URI address = URI.create("https://models.example/v1");
        assertThat(ConnectionFaults.of(address, caused(new CertificateExpiredException("old")))
                        .message())
                .contains("has expired");
        assertThat(ConnectionFaults.of(
                                address,
                                new SSLHandshakeException(
                                        "No subject alternative DNS name matching models.example found"))
                        .message())
                .contains("for another name");
        assertThat(ConnectionFaults.of(
                                address,
                                new SSLHandshakeException(
                                        "PKIX path building failed: unable to find valid certification path to requested target"))
                        .message())
                .contains("nobody we trust");
    }

    private static Throwable caused(Throwable cause) {
        SSLHandshakeException wrapped = new SSLHandshakeException("handshake");
        wrapped.initCause(cause);
        return wrapped;
    }
}
