package org.agntos.core.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Runs several commands in one process, so that the build of the image can train one cache with all of them. Each line
/// of standard input is a command line with its words parted by tabs. The first command that fails ends it with its
/// exit code.
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            ExitStatus status = new CommandLineProgram(
                            System.getenv(), System.out, System.err, new Person(Optional::empty))
                    .run(line.split("\t", -1));
            if (status != ExitStatus.OK) {
                System.err.println("rehearsal: '" + line + "' ended with " + status);
                System.exit(status.code());
            }
        }
    }
}
