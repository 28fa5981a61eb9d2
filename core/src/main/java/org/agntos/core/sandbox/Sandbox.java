package org.agntos.core.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.jspecify.annotations.Nullable;

/// Runs command lines in bubblewrap: the system can be read and not changed, nothing of the person is there but a
/// folder
/// they chose, and no other program can be spoken to. Where bubblewrap is missing or the system does not allow it,
/// [#isThere] says so and a command runs bare, which is for the person to decide each time. Safe for any thread.
public final class Sandbox {
    private static final List<Path> BWRAP =
            List.of(Path.of("/run/current-system/sw/bin/bwrap"), Path.of("/usr/bin/bwrap"));
    private static final List<Path> BASH =
            List.of(Path.of("/run/current-system/sw/bin/bash"), Path.of("/usr/bin/bash"), Path.of("/bin/bash"));
    private static final int MOST_BYTES = 256 << 10;
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final ProcessRunner processes;
    private final Optional<Path> bwrap;
    private final Optional<Path> bash;
    private final Predicate<Path> isSecret;
    private @Nullable Boolean works;

    /// @param bwrap bubblewrap's program, empty where there is none
    /// @param isSecret what is hidden in a chosen folder
    public Sandbox(ProcessRunner processes, Optional<Path> bwrap, Predicate<Path> isSecret) {
        this.processes = processes;
        this.bwrap = bwrap;
        this.bash = BASH.stream().filter(Files::isExecutable).findFirst();
        this.isSecret = isSecret;
    }

    /// Bubblewrap as the system has it, never one from the person's own folders.
    ///
    /// @param pinned what the package names, empty if nothing
    public static Optional<Path> program(Optional<Path> pinned) {
        return pinned.or(() -> BWRAP.stream().filter(Files::isExecutable).findFirst());
    }

    /// Whether a command would be held back. Tried once, which takes some milliseconds.
    public synchronized boolean isThere() {
        Boolean known = works;
        if (known == null) {
            known = probe();
            works = known;
        }
        return known;
    }

    private boolean probe() {
        if (bwrap.isEmpty() || bash.isEmpty()) {
            return false;
        }
        SandboxRun nothing = new SandboxRun(":", Optional.empty(), false, PROBE);
        try {
            List<String> argv = new Bubblewrap(bwrap.get(), bash.get()).argv(nothing, Optional.empty());
            return onThreadOfItsOwn(Command.of(argv, Map.of(), PROBE)) instanceof RunResult.Exited exited
                    && exited.isSuccess();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Runs it, blocking; interrupting the thread kills it with all that it started.
    public SandboxResult run(SandboxRun run) throws InterruptedException {
        if (bash.isEmpty()) {
            return new SandboxResult.NotStarted("There is no bash on this machine.");
        }
        if (!isThere()) {
            return bare(run, bash.get());
        }
        Optional<HiddenNames.Found> hidden = Optional.empty();
        if (run.folder().isPresent()) {
            Path folder = run.folder().get().path();
            try {
                hidden = HiddenNames.in(folder, isSecret);
            } catch (IOException e) {
                return new SandboxResult.NotStarted(
                        "The folder " + folder + " cannot be read: " + e.getMessage() + ".");
            }
            if (hidden.isEmpty()) {
                return new SandboxResult.NotStarted("The folder " + folder + " has more than "
                        + HiddenNames.MOST_ENTRIES + " entries; choose one inside it.");
            }
        }
        List<String> argv = new Bubblewrap(bwrap.orElseThrow(), bash.get()).argv(run, hidden);
        return result(onThreadOfItsOwn(Command.of(argv, Map.of(), run.timeout()).withOutputLimit(MOST_BYTES)));
    }

    private SandboxResult bare(SandboxRun run, Path shell) throws InterruptedException {
        Command command = Command.of(
                        List.of(shell.toString(), "--noprofile", "--norc", "-c", run.command()),
                        Map.of(
                                "PATH",
                                "/run/current-system/sw/bin:/usr/bin:/bin",
                                "LANG",
                                "C.UTF-8",
                                "TERM",
                                "dumb",
                                "HOME",
                                "/nonexistent"),
                        run.timeout())
                .withOutputLimit(MOST_BYTES);
        return result(onThreadOfItsOwn(
                run.folder().map(folder -> command.in(folder.path())).orElse(command)));
    }

    /// Bubblewrap dies with the thread that started it, and a virtual thread's carrier may end at any time.
    private RunResult onThreadOfItsOwn(Command command) throws InterruptedException {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name("sandbox").start(() -> {
            try {
                result.complete(processes.run(command));
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox failed", e.getCause());
        }
    }

    private static SandboxResult result(RunResult result) {
        return switch (result) {
            case RunResult.Exited(int status, var out, var err) ->
                new SandboxResult.Exited(
                        status, new SandboxResult.Output(out.text(), err.text(), out.isCut() || err.isCut()));
            case RunResult.TimedOut(var out, var err) ->
                new SandboxResult.TimedOut(
                        new SandboxResult.Output(out.text(), err.text(), out.isCut() || err.isCut()));
            case RunResult.NotStarted(String reason) ->
                new SandboxResult.NotStarted("The command could not be started: " + reason + ".");
        };
    }
}
