package org.agntos.core.cli;

import java.io.IOException;
import java.util.Optional;
import org.agntos.core.Subscription;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// A terminal on which lines are edited with the usual keys: arrows, history, Ctrl+A, Ctrl+W, Ctrl+R. What is typed is
/// forgotten with it. For one thread, but for what Ctrl+C does.
final class ChatTerminal implements AutoCloseable {
    private final Terminal terminal;
    private final LineReader reader;

    private ChatTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .build();
    }

    /// @throws IOException if there is none
    static ChatTerminal open() throws IOException {
        return new ChatTerminal(TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .jni(false)
                .jansi(false)
                .jna(false)
                .build());
    }

    /// Empty when the person ends the input with Ctrl+D; Ctrl+C empties the line.
    Optional<String> read(String prompt) {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    return Optional.empty();
                }
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    /// Runs `action` at Ctrl+C, on a thread of the terminal, until the subscription is closed.
    Subscription onInterrupt(Runnable action) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> action.run());
        return () -> terminal.handle(Terminal.Signal.INT, before);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
