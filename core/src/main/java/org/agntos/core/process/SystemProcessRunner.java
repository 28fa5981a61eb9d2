package org.agntos.core.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Runs real programs. Safe for any thread; each run has two threads of its own that read its outputs, and one that
/// writes its input.
public final class SystemProcessRunner implements ProcessRunner {
    @Override
    public RunResult run(Command command) throws InterruptedException {
        Process process;
        try {
            process = launch(command);
        } catch (IOException e) {
            return new RunResult.NotStarted(reason(e));
        }
        try {
            Drain out = Drain.start(process.getInputStream(), command.outputLimit());
            Drain err = Drain.start(process.getErrorStream(), command.outputLimit());
            Thread feeder = Thread.ofPlatform()
                    .daemon()
                    .name("program-input")
                    .start(() -> feedAndClose(process, command.input()));
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                ProcessTree.kill(process);
                return new RunResult.TimedOut(out.end(), err.end());
            }
            feeder.join();
            return new RunResult.Exited(process.exitValue(), out.end(), err.end());
        } finally {
            ProcessTree.kill(process);
        }
    }

    @Override
    public LiveProgram start(Command command) throws IOException {
        Process process = launch(command);
        Drain err = Drain.start(process.getErrorStream(), command.outputLimit());
        try {
            OutputStream input = process.getOutputStream();
            input.write(command.input().getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException _) {
            // It ended without reading its input; its exit status says why.
        }
        return new SystemProgram(process, err);
    }

    private static Process launch(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        builder.directory(
                command.directory() == null
                        ? new File("/")
                        : command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    private static void feedAndClose(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading its input; its exit status says why.
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.lastIndexOf("error=");
        int comma = at < 0 ? -1 : message.indexOf(", ", at);
        return comma < 0 ? message : message.substring(comma + 2);
    }
}
