package org.agntos.helper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;

/// The real helper, running as a process of its own.
final class HelperProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;
    private final List<HelperEvent> events = new ArrayList<>();
    private final List<String> strangeLines = new ArrayList<>();

    /// How it ended. @param strange lines of its standard output that are no events
    record Ended(int exit, List<HelperEvent> events, List<String> strange, String errors) {
        HelperEvent last() {
            return events.getLast();
        }

        HelperEvent.Done done() {
            if (last() instanceof HelperEvent.Done done && exit == 0) {
                return done;
            }
            throw new AssertionError("not done: exit " + exit + ", " + events + " " + errors);
        }

        HelperEvent.Failed failed() {
            if (last() instanceof HelperEvent.Failed failed
                    && exit == failed.code().status()) {
                return failed;
            }
            throw new AssertionError("not failed: exit " + exit + ", " + events + " " + errors);
        }
    }

    private HelperProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    static HelperProcess start(List<String> prefix, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(prefix, classPath(), environment, arguments);
    }

    /// @param prefix a program that starts the helper, such as `sh -c 'umask 077; exec "$@"' sh`
    static HelperProcess start(
            List<String> prefix, String classPath, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path errors = Files.createTempFile("helper", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new HelperProcess(builder.start(), errors);
    }

    static HelperProcess start(Map<String, String> environment, HelperRequest request) throws IOException {
        return start(List.of(), environment, request);
    }

    static HelperProcess start(List<String> prefix, Map<String, String> environment, HelperRequest request)
            throws IOException {
        HelperProcess helper = start(prefix, environment, request.verb().word());
        helper.send(RequestWriter.write(request));
        return helper;
    }

    /// Runs a request with standard input open to the end, as the window does.
    static Ended run(Map<String, String> environment, HelperRequest request) throws IOException {
        try (HelperProcess helper = start(environment, request)) {
            return helper.finish();
        }
    }

    /// Runs with exactly these bytes on standard input, which is closed after them.
    static Ended run(Map<String, String> environment, byte[] input, String... arguments) throws IOException {
        try (HelperProcess helper = start(List.of(), environment, arguments)) {
            helper.send(input);
            helper.closeInput();
            return helper.finish();
        }
    }

    static String classPath() {
        return Stream.of(
                        Main.class,
                        JsonNode.class,
                        JsonFactory.class,
                        com.fasterxml.jackson.annotation.JsonKey.class,
                        com.fasterxml.jackson.dataformat.toml.TomlMapper.class)
                .map(type -> new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Sends what the helper is willing to read.
    void send(byte[] input) {
        try {
            OutputStream in = process.getOutputStream();
            in.write(input);
            in.flush();
        } catch (IOException e) {
            strangeLines.add("(input refused)");
        }
    }

    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It had been closed at the other end.
        }
    }

    /// Reads events until one fits. False if the output ended before.
    boolean await(Predicate<HelperEvent> wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            var event = EventReader.parse(line);
            if (event.isEmpty()) {
                strangeLines.add(line);
            } else {
                events.add(event.get());
                if (wanted.test(event.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// SIGKILL, and waits until it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the helper does not die");
        }
    }

    /// SIGTERM.
    void terminate() {
        process.toHandle().destroy();
    }

    /// Waits for at most this long; true if it has ended by itself.
    boolean hasEndedWithin(long micros) throws InterruptedException {
        return process.waitFor(micros, TimeUnit.MICROSECONDS);
    }

    Ended finish() throws IOException {
        await(event -> false);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the helper does not end; so far " + events);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return new Ended(
                process.exitValue(),
                List.copyOf(events),
                List.copyOf(strangeLines),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        closeInput();
        Files.deleteIfExists(errors);
    }
}
