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
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The only place of the helper that starts a program: an absolute path and a list of arguments, no shell, an
/// environment built from nothing, standard input closed, output drained with bounded memory, a time limit.
final class ChildProgram {
    /// Every program of a transaction carries its id here, so that what a killed helper left running can be
    /// found.
    static final String MARK = "AGNTOS_TRANSACTION";

    private static final int MAX_LINES = 200;
    private static final int MAX_LENGTH = 65_536;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<String, String> environment;
    private final Path folder;

    /// @param environment the whole environment of the programs; @param folder where they run
    ChildProgram(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /// How a program ended. @param lines what it said to people, at most the last 200 lines
    record Ended(int exit, List<String> lines) {}

    /// Runs a program to its end. @param log gets every line of both its outputs, on another thread
    Ended run(List<String> argv, Duration limit, Cancellation cancellation, Consumer<String> log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        cancellation.running(process);
        try {
            Deque<String> lines = new ArrayDeque<>();
            Consumer<String> said = line -> {
                log.accept(line);
                synchronized (lines) {
                    if (!ProgramText.isForPrograms(line)) {
                        lines.addLast(line);
                    }
                    if (lines.size() > MAX_LINES) {
                        lines.removeFirst();
                    }
                }
            };
            Thread reader = drain(process.getInputStream(), said);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                end(Stream.of(process.toHandle())).join();
                said.accept("ended after " + limit.toMinutes() + " minutes");
            }
            int exit = process.waitFor();
            cancellation.awaitEnd();
            // A background program may hold the pipe open for ever; its output is not waited for.
            reader.join(DRAIN);
            synchronized (lines) {
                return new Ended(exit, List.copyOf(lines));
            }
        } catch (InterruptedException e) {
            Thread _ = end(Stream.of(process.toHandle()));
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + argv.getFirst(), e);
        } finally {
            cancellation.running(null);
        }
    }

    private static Thread drain(InputStream stream, Consumer<String> lines) {
        return Thread.ofPlatform().daemon().name("child output").start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                for (int c = reader.read(); c >= 0 || !line.isEmpty(); c = reader.read()) {
                    if (c == '\n' || c < 0) {
                        ProgramText.of(line.toString()).forEach(lines);
                        line.setLength(0);
                    } else if (line.length() < MAX_LENGTH) {
                        line.append((char) c);
                    }
                }
            } catch (IOException e) {
                lines.accept("(what it said could not be read to the end: " + e.getMessage() + ")");
            }
        });
    }

    /// Ends programs and what they have started: asks first, so that they can clear up, and kills what is
    /// still there after a second. What they wrote can still be read.
    ///
    /// @return who sees to it; it ends when they are gone
    static Thread end(Stream<ProcessHandle> programs) {
        List<ProcessHandle> all = programs.flatMap(program -> Stream.concat(Stream.of(program), program.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        return Thread.ofPlatform().daemon().name("child end").start(() -> {
            try {
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                        .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException | InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        });
    }
}
