package org.agntos.core.model.openai;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A real server on a real socket, which can be as bad as a test wants, byte by byte.
public final class ModelServer implements AutoCloseable {
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Wire wire) throws IOException, InterruptedException;
    }

    public record Request(String method, String path, Map<String, String> headers, String body) {}

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ModelServer(Script script) {
        this(script, new ServerSockets().plain());
    }

    ModelServer(Script script, ServerSocket socket) {
        this.script = script;
        this.socket = socket;
        Thread.ofVirtual().name("model-server").start(this::accept);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    int port() {
        return socket.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /// Connections that neither side has closed.
    int connections() {
        return open.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().name("model-server-connection").start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            Request request = read(in, connection.getOutputStream());
            requests.add(request);
            Wire wire = new Wire(connection, connection.getOutputStream());
            script.answer(request, wire);
        } catch (IOException e) {
            // The client went away or the script closed the connection: both are what tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private static Request read(InputStream in, OutputStream out) throws IOException {
        in.mark(1);
        if (in.read() == 0x16) { // a TLS handshake
            out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            throw new IOException("no HTTP");
        }
        in.reset();
        String[] first = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// What a script can do with a connection.
    public final class Wire {
        private final Socket connection;
        private final OutputStream out;

        private Wire(Socket connection, OutputStream out) {
            this.connection = connection;
            this.out = out;
        }

        Wire raw(String text) throws IOException {
            return raw(text.getBytes(StandardCharsets.UTF_8));
        }

        Wire raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /// A head without a length: the body ends with the connection.
        Wire head(int status, String contentType, String... headers) throws IOException {
            return raw("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream()
                                    .map(header -> header + "\r\n")
                                    .toList()) + "\r\n");
        }

        public Wire stream() throws IOException {
            return head(200, "text/event-stream");
        }

        public Wire data(String... events) throws IOException {
            for (String event : events) {
                raw("data: " + event + "\n\n");
            }
            return this;
        }

        public Wire text(String text) throws IOException {
            return data("{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}");
        }

        public Wire end() throws IOException {
            return data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}", "[DONE]");
        }

        public Wire json(int status, String body, String... headers) throws IOException {
            return head(status, "application/json", headers).raw(body);
        }

        /// Says nothing until the client has gone or the server is closed.
        void wait(String why) throws IOException, InterruptedException {
            while (closed.getCount() > 0 && connection.getInputStream().read() >= 0) {
                // Whatever a client still sends is not answered: {why} says what for.
                Thread.onSpinWait();
            }
        }

        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a server listens.
    static final class ServerSockets {
        ServerSocket plain() {
            return on(InetAddress.getLoopbackAddress());
        }

        ServerSocket on(InetAddress address) {
            try {
                return new ServerSocket(0, 50, address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
