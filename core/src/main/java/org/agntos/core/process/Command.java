package org.agntos.core.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program to run. No shell is involved: `argv` goes to the program as it is.
///
/// @param argv the program and its arguments, at least one
/// @param environment the whole environment of the program; nothing of ours is inherited
/// @param directory where it runs, null for the root directory
/// @param input its standard input, written as UTF-8 and closed after it
/// @param timeout after which it and its children are killed
/// @param outputLimit bytes kept of each of its two outputs; what is more is read and dropped
public record Command(
        List<String> argv,
        Map<String, String> environment,
        @Nullable Path directory,
        String input,
        Duration timeout,
        int outputLimit) {
    private static final int DEFAULT_LIMIT = 4 << 20;

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv is empty (expected: a program)");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than 0)");
        }
    }

    /// A command without input, with room for 4 MiB of each output.
    public static Command of(List<String> argv, Map<String, String> environment, Duration timeout) {
        return new Command(argv, environment, null, "", timeout, DEFAULT_LIMIT);
    }

    /// A command for [ProcessRunner#start], which has no end of its own.
    public static Command live(List<String> argv, Map<String, String> environment) {
        return of(argv, environment, Duration.ofDays(1));
    }

    public Command in(Path where) {
        return new Command(argv, environment, where, input, timeout, outputLimit);
    }

    public Command withInput(String text) {
        return new Command(argv, environment, directory, text, timeout, outputLimit);
    }

    public Command withOutputLimit(int bytes) {
        return new Command(argv, environment, directory, input, timeout, bytes);
    }

    /// The command line for people; not for a shell.
    public String shown() {
        return String.join(" ", argv);
    }
}
