package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.model.ChatModel.ToolCall;
import org.jspecify.annotations.Nullable;

/// The client library's way to the network, for one answer: everything happens on the thread that asks, and what goes
/// wrong is kept here and not told to the library, whose ways to report it are more than one and not final.
final class Transport implements HttpClient, HttpClientBuilder {
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int LONGEST_WHOLE = 16 << 20;
    /// In characters; the longest answers of today's models are a fourth of it.
    private static final int LONGEST_ANSWER = 2 << 20;
    private static final Duration AFTER_THE_END = Duration.ofSeconds(2);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Exchange exchange;
    private final Map<String, String> headers;
    private final StatusFaults faults;
    private final Duration silence;
    private final Chunks chunks;
    private final Answer answer;
    private @Nullable Fault fault;
    private boolean isInterrupted;

    /// @param headers sent with the request, the key among them
    Transport(Exchange exchange, Map<String, String> headers, StatusFaults faults, Duration silence, Answer answer) {
        this.exchange = exchange;
        this.headers = headers;
        this.faults = faults;
        this.silence = silence;
        this.chunks = new Chunks(faults);
        this.answer = answer;
    }

    /// What went wrong, null if the answer is whole.
    @Nullable Fault fault() {
        return fault;
    }

    boolean isInterrupted() {
        return isInterrupted;
    }

    /// Why the answer ended, as the protocol spells it.
    String finish() {
        return chunks.finish();
    }

    /// The calls of the protocol.
    List<ToolCall> calls() {
        return chunks.calls().calls();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            exchange.send(URI.create(request.url()), headers, request.body());
            read(listener);
            listener.onClose();
        } catch (EndpointFailed e) {
            fault = e.fault();
        } catch (InterruptedException e) {
            isInterrupted = true;
        } catch (EventReader.TooLarge e) {
            fault = new Fault(
                    Fault.Kind.TOO_LARGE,
                    faults.host() + " sent more than any answer should hold, so the connection was closed.",
                    "What was shown is kept. Ask again, or choose another model.");
        } catch (IOException e) {
            // Cleared, because the caller turns it into an InterruptedException.
            isInterrupted = Thread.interrupted();
            fault = ConnectionFaults.reading(faults.host(), e, silence);
        }
    }

    private void read(ServerSentEventListener listener) throws EndpointFailed, IOException {
        if (exchange.status() / 100 != 2) {
            throw new EndpointFailed(faults.of(
                    exchange.status(),
                    text(LONGEST_ERROR),
                    exchange.header("retry-after").orElse(null)));
        }
        switch (exchange.contentType()) {
            case "application/json" -> pieces(wholeAnswer(), listener);
            case "text/html", "application/xhtml+xml" ->
                throw new EndpointFailed(new Fault(
                        Fault.Kind.NOT_AN_ENDPOINT,
                        "A web page answers at " + faults.host() + ", not a model.",
                        "Check the endpoint in models.toml; it mostly ends in /v1. Perhaps a network wants you to sign"
                                + " in first."));
            default -> events(listener);
        }
        if (!chunks.isFinished()) {
            throw new EndpointFailed(
                    ConnectionFaults.reading(faults.host(), new EOFException("no end was announced"), silence));
        }
    }

    private void events(ServerSentEventListener listener) throws EndpointFailed, IOException {
        try (InputStream body = exchange.body()) {
            EventReader events = new EventReader(body, silence, System::nanoTime);
            Optional<EventReader.Event> event = events.next();
            while (event.isPresent()) {
                if (event.get().name().equals("error")) {
                    throw new EndpointFailed(faults.of(500, event.get().data(), null));
                }
                pieces(event.get().data(), listener);
                // After the end some servers keep the connection open for the next request.
                event = event.get().data().strip().equals("[DONE]") ? Optional.empty() : next(events);
            }
        }
    }

    /// Once the answer is whole only the count of tokens may follow, and nobody waits long for that.
    private Optional<EventReader.Event> next(EventReader events) throws IOException {
        if (!chunks.isFinished()) {
            return events.next();
        }
        exchange.hurry(AFTER_THE_END);
        try {
            return events.next();
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        } catch (EventReader.TooLarge e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// From a server that does not stream though it was asked to.
    private String wholeAnswer() throws EndpointFailed, IOException {
        String text = text(LONGEST_WHOLE);
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new EndpointFailed(ConnectionFaults.malformed(faults.host(), "it is no JSON, or not all of it came"));
        }
        if (!node.has("choices") && !node.has("error")) {
            throw new EndpointFailed(new Fault(
                    Fault.Kind.NOT_AN_ENDPOINT,
                    "What answers at " + faults.host() + " is not a model.",
                    "Check the endpoint in models.toml; it mostly ends in /v1."));
        }
        return text;
    }

    private void pieces(String data, ServerSentEventListener listener) throws EndpointFailed, EventReader.TooLarge {
        for (String piece : chunks.read(data)) {
            listener.onEvent(new ServerSentEvent(null, piece));
            if (answer.hasLibraryProblem()) {
                throw new EndpointFailed(ConnectionFaults.malformed(faults.host(), "a piece has another form"));
            }
            answer.pass();
            if (answer.length() + chunks.calls().length() > LONGEST_ANSWER) {
                throw new EventReader.TooLarge();
            }
        }
    }

    private String text(int limit) throws IOException {
        try (InputStream body = exchange.body()) {
            byte[] bytes = body.readNBytes(limit);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("answers are always streamed");
    }

    @Override
    public Duration connectTimeout() {
        return silence;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return silence;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
