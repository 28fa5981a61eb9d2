package org.agntos.core.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.core.model.ChatModel.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// "Local only" is kept by real sockets: a server on this computer's other address, which hears nothing.
@Timeout(20)
class LocalOnlyTest {
    private final AtomicInteger asked = new AtomicInteger();

    private Asked ask(URI endpoint, boolean isLocalOnly, Reach.Resolver resolver) throws InterruptedException {
        Asked person = new Asked();
        Reach reach = new Reach(() -> isLocalOnly, host -> {
            asked.incrementAndGet();
            return resolver.resolve(host);
        });
        return person.ask(new OpenAiModel(Asked.profile(endpoint), person.around(reach)), Asked.prompt("x"));
    }

    private static InetAddress otherAddress() throws IOException {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(found -> !found.isLoopbackAddress())
                .findFirst();
        if (!"true".equals(System.getenv("CI"))) {
            assumeThat(address).as("an address that is not loopback").isPresent();
        }
        return address.orElseThrow(() -> new IOException("this computer has no address but loopback"));
    }

    private static ModelServer server(InetAddress address) {
        return new ModelServer(
                (_, wire) -> wire.stream().text("ok").end(), new ModelServer.ServerSockets().on(address));
    }

    @Test
    void anAddressThatIsNotLoopbackHearsNothing() throws IOException, InterruptedException {
        InetAddress other = otherAddress();
        try (ModelServer server = server(other)) {
            URI endpoint = URI.create("http://" + other.getHostAddress() + ":" + server.port() + "/v1");
            Asked refused = ask(endpoint, true, InetAddress::getAllByName);
            assertThat(((Reply.Failed) refused.reply).message())
                    .isEqualTo("Local only is on, and " + other.getHostAddress()
                            + " is not this computer. Nothing was sent.");
            assertThat(server.requests()).isEmpty();
            assertThat(server.connections()).isZero();
            assertThat(ask(endpoint, false, InetAddress::getAllByName).text)
                    .as("the same server answers when it may be asked")
                    .hasToString("ok");
        }
    }

    @Test
    void aNameIsNotEvenLookedUp() throws InterruptedException {
        Asked refused = ask(URI.create("https://api.example.org/v1"), true, InetAddress::getAllByName);
        assertThat(refused.reply).isInstanceOf(Reply.Failed.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void localhostThatLeadsElsewhereIsRefused() throws IOException, InterruptedException {
        InetAddress other = otherAddress();
        try (ModelServer server = server(other)) {
            Asked refused =
                    ask(URI.create("http://localhost:" + server.port() + "/v1"), true, _ -> new InetAddress[] {other});
            assertThat(refused.seen()).contains("Local only is on");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void whatWasCheckedIsWhatIsConnectedTo() throws InterruptedException {
        try (ModelServer server = server(InetAddress.getLoopbackAddress())) {
            Asked answered = ask(URI.create("http://models.localhost:" + server.port() + "/v1"), true, _ ->
                    new InetAddress[] {InetAddress.getLoopbackAddress()});
            assertThat(answered.text).hasToString("ok");
        }
    }

    @Test
    void aRedirectDoesNotLeadOut() throws IOException, InterruptedException {
        InetAddress other = otherAddress();
        try (ModelServer outside = server(other);
                ModelServer inside = new ModelServer((_, wire) -> wire.head(
                        307,
                        "text/plain",
                        "Location: http://" + other.getHostAddress() + ":" + outside.port()
                                + "/v1/chat/completions"))) {
            Asked refused = ask(inside.base(), true, InetAddress::getAllByName);
            assertThat(refused.seen()).contains("were not sent there");
            assertThat(outside.requests()).isEmpty();
            assertThat(outside.connections()).isZero();
        }
    }
}
