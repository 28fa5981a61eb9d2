package org.agntos.core.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes in a secret that must not be an argument, which every other program could read.
final class SecretInput {
    private SecretInput() {}

    /// From the terminal without showing it, else the first line of standard input; empty if nothing was given.
    static Optional<String> read(String question) {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isPresent()) {
            char[] typed = console.get().readPassword("%s", question);
            return Optional.ofNullable(typed)
                    .map(String::new)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return Optional.ofNullable(line).map(String::strip).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("the key could not be read", e);
        }
    }
}
