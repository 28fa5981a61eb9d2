package org.agntos.helper.rebuild;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The only place of the helper that starts a program: an absolute path and a list of arguments, no shell, an
/// environment built from nothing, standard input closed, output drained with bounded memory, a time limit.
final class ChildProgram {
    /// Every program of a transaction carries its id here, so that what a killed helper left running can be found.
    static final String MARK = "AGNTOS_TRANSACTION";

    private static final int MAX_LINES = 200;
    private static final int MAX_LINE_LENGTH = 2_000;
    /// A line of Nix's `internal-json` is a whole message and starts with this.
    private static final char JSON_MARK = '@';

    private static final int MAX_JSON_LENGTH = 65_536;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<String, String> environment;
    private final Path folder;

    /// @param environment the whole environment of the programs; @param folder where they run
    ChildProgram(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /// How a program ended. @param exit its status; @param output its standard output, the first lines of it
    /// @param lines the last lines of both outputs
    record Ended(int exit, List<String> output, List<String> lines) {}

    /// Runs a program to its end. @param log gets every line of its standard error, on another thread
    Ended run(List<String> argv, Duration limit, Cancellation cancellation, Consumer<String> log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        cancellation.running(process);
        try {
            List<String> output = new ArrayList<>();
            Deque<String> lines = new ArrayDeque<>();
            Thread out = drain("stdout", process.getInputStream(), line -> keep(line, output, lines));
            Consumer<String> said = line -> {
                keep(line, null, lines);
                log.accept(line);
            };
            Thread err = drain("stderr", process.getErrorStream(), said);
            int exit = await(process, limit, said);
            cancellation.awaitEnd();
            // A background program may hold the pipe open for ever; its output is not waited for.
            out.join(DRAIN);
            err.join(DRAIN);
            synchronized (lines) {
                return new Ended(exit, List.copyOf(output), List.copyOf(lines));
            }
        } catch (InterruptedException e) {
            Thread _ = end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + argv.getFirst(), e);
        } finally {
            cancellation.running(null);
        }
    }

    private static int await(Process process, Duration limit, Consumer<String> said) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return process.exitValue();
        }
        end(process).join();
        said.accept("ended after " + limit.toMinutes() + " minutes");
        return process.waitFor();
    }

    private static void keep(String line, @Nullable List<String> output, Deque<String> lines) {
        synchronized (lines) {
            if (output != null && output.size() < MAX_LINES) {
                output.add(line);
            }
            lines.addLast(line);
            if (lines.size() > MAX_LINES) {
                lines.removeFirst();
            }
        }
    }

    private static Thread drain(String name, InputStream stream, Consumer<String> lines) {
        return Thread.ofPlatform().daemon().name("child " + name).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                for (int c = reader.read(); c >= 0; c = reader.read()) {
                    if (c == '\n') {
                        lines.accept(TerminalText.plain(line));
                        line.setLength(0);
                    } else if (line.length() < MAX_LINE_LENGTH
                            || (line.length() < MAX_JSON_LENGTH && line.charAt(0) == JSON_MARK)) {
                        line.append((char) c);
                    }
                }
                if (!line.isEmpty()) {
                    lines.accept(TerminalText.plain(line));
                }
            } catch (IOException e) {
                lines.accept("(its " + name + " could not be read to the end: " + e.getMessage() + ")");
            }
        });
    }

    /// Ends a program and what it has started: asks first, so that they can clear up, and kills what is still there
    /// after a second. What it wrote can still be read.
    ///
    /// @return who sees to it; it ends when they are gone
    static Thread end(Process process) {
        return end(Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList());
    }

    static Thread end(List<ProcessHandle> all) {
        all.forEach(ProcessHandle::destroy);
        return Thread.ofPlatform().daemon().name("child end").start(() -> {
            CompletableFuture<?>[] ends =
                    all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException | InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        });
    }
}
