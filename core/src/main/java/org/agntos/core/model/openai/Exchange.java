package org.agntos.core.model.openai;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One request and its answer over a connection of its own. Interrupting the thread that waits ends the connection at
/// once, at every stage; closing an exchange frees its threads and sockets. For one thread.
final class Exchange implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final int REDIRECTS = 3;

    private final Reach reach;
    private final Duration silence;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpClient client;
    private @Nullable HttpResponse<InputStream> response;

    /// @param silence how long the server may say nothing
    Exchange(Reach reach, Duration silence) {
        this.reach = reach;
        this.silence = silence;
    }

    /// Sends a request and waits for the head of its answer. Redirects are followed only within the same host, and
    /// never to a connection that is less protected, because the key goes with them.
    ///
    /// @param body null for GET
    void send(URI address, Map<String, String> headers, @Nullable String body)
            throws EndpointFailed, InterruptedException {
        URI target = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<InputStream> answer = sendOnce(target, headers, body);
            Optional<String> location = answer.headers().firstValue("location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                response = answer;
                return;
            }
            URI next = redirect(target, location.get());
            closeClient();
            target = next;
        }
        throw new EndpointFailed(new Fault(
                Fault.Kind.REDIRECTED,
                address.getHost() + " sends requests in a circle.",
                "Check the endpoint in models.toml; it mostly ends in /v1."));
    }

    private static URI redirect(URI from, String location) throws EndpointFailed {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            to = from;
        }
        boolean isSame = from.getHost().equalsIgnoreCase(String.valueOf(to.getHost()));
        boolean isLessSafe = from.getScheme().equalsIgnoreCase("https") && !"https".equalsIgnoreCase(to.getScheme());
        if (!isSame || isLessSafe) {
            throw new EndpointFailed(new Fault(
                    Fault.Kind.REDIRECTED,
                    from.getHost() + " sends us on to " + to.getScheme() + "://" + to.getHost()
                            + "; your words and your key were not sent there.",
                    "If that is right, set the endpoint in models.toml to that address."));
        }
        return to;
    }

    private HttpResponse<InputStream> sendOnce(URI address, Map<String, String> headers, @Nullable String body)
            throws EndpointFailed, InterruptedException {
        Duration connect = silence.compareTo(LONGEST_CONNECT) < 0 ? silence : LONGEST_CONNECT;
        InetAddress checked = reach.resolve(address.getHost(), connect);
        URI target = reach.isLocalOnly() ? literal(address, checked) : address;
        boolean isPlain = address.getScheme().toLowerCase(Locale.ROOT).equals("http");
        HttpClient open = HttpClient.newBuilder()
                // Many servers on this computer answer an offer of HTTP/2 without TLS with an error.
                .version(isPlain ? Version.HTTP_1_1 : Version.HTTP_2)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connect)
                .proxy(ProxySelector.of(null))
                .executor(executor)
                .build();
        client = open;
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                open.sendAsync(request.build(), (ResponseInfo _) -> new StreamBody(silence));
        try {
            return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new EndpointFailed(ConnectionFaults.of(address, e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            throw new EndpointFailed(ConnectionFaults.silent(address.getHost(), silence));
        }
    }

    private static URI literal(URI address, InetAddress checked) {
        String host = checked.getHostAddress();
        String authority = (host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host)
                + (address.getPort() < 0 ? "" : ":" + address.getPort());
        return URI.create(address.getScheme() + "://" + authority + address.getRawPath()
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
    }

    int status() {
        return answer().statusCode();
    }

    Optional<String> header(String name) {
        return answer().headers().firstValue(name);
    }

    String contentType() {
        return header("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(";.*", "")
                .strip();
    }

    /// The body, unpacked where the server packed it without being asked to.
    InputStream body() throws IOException {
        InputStream raw = answer().body();
        return switch (header("content-encoding").orElse("identity").toLowerCase(Locale.ROOT)) {
            case "identity", "" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            case String other -> throw new ZipException("packed as " + other);
        };
    }

    /// From now on the server may be silent for no longer than this.
    void hurry(Duration limit) {
        if (answer().body() instanceof StreamBody body) {
            body.hurry(limit);
        }
    }

    private HttpResponse<InputStream> answer() {
        HttpResponse<InputStream> present = response;
        if (present == null) {
            throw new IllegalStateException("nothing was sent yet");
        }
        return present;
    }

    private void closeClient() {
        HttpClient open = client;
        client = null;
        if (open != null) {
            open.shutdownNow();
        }
    }

    @Override
    public void close() {
        closeClient();
        executor.shutdownNow();
    }
}
