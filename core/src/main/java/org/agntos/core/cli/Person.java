package org.agntos.core.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Whoever sits at the terminal, if anyone does. Looked for only when there is something to ask.
final class Person {
    private final Supplier<Optional<BufferedReader>> terminal;

    /// @param terminal what is typed; empty if input or output is no terminal
    Person(Supplier<Optional<BufferedReader>> terminal) {
        this.terminal = terminal;
    }

    boolean isThere() {
        return terminal.get().isPresent();
    }

    /// Reads one line; empty at the end of the input and if nobody is there.
    Optional<String> answer(Output output, String question) {
        Optional<BufferedReader> typed = terminal.get();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        output.piece(question);
        try {
            return Optional.ofNullable(typed.get().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be read", e);
        }
    }

    /// Asks a question that only a clear yes answers with yes.
    boolean agrees(Output output, String question) {
        Optional<BufferedReader> typed = terminal.get();
        if (typed.isEmpty()) {
            return false;
        }
        output.piece(question + " [y/N] ");
        try {
            String answer = typed.get().readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be read", e);
        }
    }
}
