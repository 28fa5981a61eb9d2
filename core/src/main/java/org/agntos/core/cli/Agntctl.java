package org.agntos.core.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agntos.core.CoreComposition;

/// The command line of AgntOS. Everything the window does can be done here too.
public final class Agntctl {
    static final String VERSION = CoreComposition.VERSION;

    private Agntctl() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            // The commonest probe of scripts does not wait for anything else to load.
            out.println("agntctl " + VERSION);
            out.flush();
            return;
        }
        QuietLogging.use();
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ExitStatus status = new CommandLineProgram(System.getenv(), out, err, person()).run(arguments);
        out.flush();
        err.flush();
        System.exit(status.code());
    }

    private static Person person() {
        return new Person(() -> Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(_ -> new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
    }
}
