package org.agntos.app.platform.hotkey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;

/// Brings a [Binding] into the desktop's configuration, after the person said yes. Blocks.
public final class BindingWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MARK = " AgntOS launcher";

    private final ProcessRunner processes;
    private final Map<String, String> environment;

    public BindingWriter(ProcessRunner processes, Map<String, String> environment) {
        this.processes = processes;
        this.environment = Map.copyOf(environment);
    }

    /// How it went.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// Nothing was changed, or what was changed is said. @param why for people
        record Failed(String why) implements Outcome {}
    }

    public Outcome install(Binding binding) throws InterruptedException {
        return switch (binding.installation()) {
            case Binding.Installation.Line line -> write(line);
            case Binding.Installation.Programs(var commands) -> run(commands);
            case Binding.Installation.None _ -> new Outcome.Failed("Only you can bind keys on this desktop.");
        };
    }

    private Outcome write(Binding.Installation.Line line) throws InterruptedException {
        try {
            Path file = Files.exists(line.file()) ? line.file().toRealPath() : line.file();
            if (Files.exists(file) && !Files.isWritable(file)) {
                return new Outcome.Failed(
                        file + " is read-only; your configuration is probably built elsewhere. Put the line there.");
            }
            Optional<String> next = with(line, Files.exists(file) ? Files.readString(file) : "");
            if (next.isEmpty()) {
                return new Outcome.Failed(file + " has no line '" + line.inside() + "'. Put the text in by hand.");
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            AtomicFile.write(file, next.get().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Outcome.Failed("The file could not be changed: " + e.getMessage());
        }
        return line.reload().isEmpty() ? new Outcome.Done() : run(List.of(line.reload()));
    }

    /// The file's text with our line under a comment that marks it; an older one of ours is replaced.
    static Optional<String> with(Binding.Installation.Line line, String text) {
        String mark = line.comment() + MARK;
        List<String> lines =
                new ArrayList<>(text.isEmpty() ? List.of() : text.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(mark) && i + 1 < lines.size()) {
                lines.set(i + 1, line.line());
                return Optional.of(String.join("\n", lines) + "\n");
            }
        }
        int at = lines.size();
        if (!line.inside().isEmpty()) {
            at = lines.stream().map(String::strip).toList().indexOf(line.inside()) + 1;
            if (at == 0) {
                return Optional.empty();
            }
        }
        lines.addAll(at, List.of(mark, line.line()));
        return Optional.of(String.join("\n", lines) + "\n");
    }

    private Outcome run(List<List<String>> commands) throws InterruptedException {
        for (List<String> argv : commands) {
            RunResult result = processes.run(Command.of(argv, environment, PATIENCE));
            String why = switch (result) {
                case RunResult.Exited exited when exited.isSuccess() -> "";
                case RunResult.Exited exited ->
                    argv.getFirst() + " failed: " + exited.err().text().strip();
                case RunResult.TimedOut _ -> argv.getFirst() + " did not end within 10 s.";
                case RunResult.NotStarted(String reason) -> argv.getFirst() + " could not be started: " + reason;
            };
            if (!why.isEmpty()) {
                return new Outcome.Failed(why);
            }
        }
        return new Outcome.Done();
    }
}
