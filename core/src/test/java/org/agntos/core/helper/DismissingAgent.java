package org.agntos.core.helper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// An authentication agent whose person always closes the dialog. It asks for this process; D-Bus is spoken
/// by hand.
final class DismissingAgent {
    private static final int CALL = 1;
    private static final int ERROR = 3;

    private final SocketChannel bus = SocketChannel.open(StandardProtocolFamily.UNIX);
    private int serial;

    /// A message as far as it matters here. @param fields by their code
    private record Message(int type, int serial, Map<Integer, String> fields) {}

    private DismissingAgent() throws IOException {
        bus.connect(UnixDomainSocketAddress.of("/run/dbus/system_bus_socket"));
    }

    /// Registers the agent and serves it from a thread of its own.
    static void start() throws IOException {
        DismissingAgent agent = new DismissingAgent();
        agent.authenticate();
        agent.send(
                CALL,
                Map.of(1, "/org/freedesktop/DBus", 2, "org.freedesktop.DBus", 3, "Hello", 6, "org.freedesktop.DBus"),
                "",
                new Body());
        Body registration = new Body();
        registration.align(8).text("unix-process");
        Body details = new Body();
        details.entry("pid", "u").number((int) ProcessHandle.current().pid());
        details.entry("start-time", "t")
                .align(8)
                .longNumber(Long.parseLong(ProcessStart.ticks().orElseThrow()));
        details.entry("uid", "i").number((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        registration.number(details.size()).align(8).bytes(details);
        registration.text("C").text("/agent");
        agent.send(
                CALL,
                Map.of(
                        1, "/org/freedesktop/PolicyKit1/Authority",
                        2, "org.freedesktop.PolicyKit1.Authority",
                        3, "RegisterAuthenticationAgent",
                        6, "org.freedesktop.PolicyKit1"),
                "(sa{sv})ss",
                registration);
        for (Message answer = agent.read();
                answer.fields().get(5) == null || !answer.fields().get(5).equals("2"); ) {
            answer = agent.read();
        }
        Thread.ofPlatform().daemon().name("agent").start(agent::serve);
    }

    private void serve() {
        try {
            while (true) {
                Message message = read();
                if (message.type() == CALL) {
                    send(
                            ERROR,
                            Map.of(
                                    4, "org.freedesktop.PolicyKit1.Error.Cancelled",
                                    5, Integer.toString(message.serial()),
                                    6, String.valueOf(message.fields().get(7))),
                            "",
                            new Body());
                }
            }
        } catch (IOException e) {
            System.err.println("agent: " + e);
        }
    }

    private void authenticate() throws IOException {
        String uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        StringBuilder hex = new StringBuilder();
        uid.chars().forEach(c -> hex.append(Integer.toHexString(c)));
        write("\0AUTH EXTERNAL " + hex + "\r\n");
        ByteBuffer answer = ByteBuffer.allocate(1);
        for (int last = 0; last != '\n'; last = answer.get(0)) {
            answer.clear();
            if (bus.read(answer) < 0) {
                throw new IOException("the bus does not let us in");
            }
        }
        write("BEGIN\r\n");
    }

    private void write(String text) throws IOException {
        bus.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(int type, Map<Integer, String> fields, String signature, Body body) throws IOException {
        serial++;
        Body list = new Body();
        fields.forEach((code, value) -> {
            list.align(8).octet(code);
            switch (code) {
                case 1 -> list.signature("o").text(value);
                case 5 -> list.signature("u").number(Integer.parseInt(value));
                default -> list.signature("s").text(value);
            }
        });
        if (!signature.isEmpty()) {
            list.align(8).octet(8).signature("g").signature(signature);
        }
        Body message = new Body();
        message.octet('l').octet(type).octet(0).octet(1).number(body.size()).number(serial);
        message.number(list.size()).bytes(list).align(8).bytes(body);
        bus.write(ByteBuffer.wrap(message.toByteArray()));
    }

    private Message read() throws IOException {
        ByteBuffer start = exactly(16);
        int length = start.getInt(4);
        int fieldsLength = start.getInt(12);
        ByteBuffer rest = exactly(fieldsLength + (8 - fieldsLength % 8) % 8 + length);
        Map<Integer, String> fields = new HashMap<>();
        while (rest.position() < fieldsLength) {
            align(rest, 8);
            int code = rest.get();
            rest.get();
            char kind = (char) rest.get();
            rest.get();
            fields.put(
                    code,
                    switch (kind) {
                        case 'u' -> {
                            align(rest, 4);
                            yield Integer.toString(rest.getInt());
                        }
                        case 'g' -> string(rest, rest.get());
                        default -> {
                            align(rest, 4);
                            yield string(rest, rest.getInt());
                        }
                    });
        }
        return new Message(start.get(1), start.getInt(8), fields);
    }

    private ByteBuffer exactly(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (bus.read(buffer) < 0) {
                throw new IOException("the bus is gone");
            }
        }
        return buffer.flip();
    }

    private static void align(ByteBuffer buffer, int to) {
        buffer.position((buffer.position() + to - 1) / to * to);
    }

    private static String string(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        buffer.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What is being written, little endian.
    private static final class Body {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        int size() {
            return out.size();
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        Body align(int to) {
            while (out.size() % to != 0) {
                out.write(0);
            }
            return this;
        }

        Body octet(int value) {
            out.write(value);
            return this;
        }

        Body number(int value) {
            align(4);
            return octets(value, 4);
        }

        Body longNumber(long value) {
            return octets(value, 8);
        }

        private Body octets(long value, int count) {
            for (int i = 0; i < count; i++) {
                out.write((int) (value >>> (8 * i)));
            }
            return this;
        }

        Body text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            out.writeBytes(bytes);
            return octet(0);
        }

        Body signature(String signature) {
            octet(signature.length());
            out.writeBytes(signature.getBytes(StandardCharsets.UTF_8));
            return octet(0);
        }

        /// The key of an entry of a{sv} and the type of its value, which is to follow.
        Body entry(String key, String type) {
            return align(8).text(key).signature(type);
        }

        Body bytes(Body other) {
            out.writeBytes(other.toByteArray());
            return this;
        }
    }
}
