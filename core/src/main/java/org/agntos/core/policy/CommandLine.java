package org.agntos.core.policy;

import java.util.List;

/// What a command line was found to be.
public sealed interface CommandLine {
    /// Programs that run one after another or joined by pipes, each with its arguments, without any quotes left.
    record Plain(List<List<String>> programs) implements CommandLine {
        public Plain {
            programs = programs.stream().map(List::copyOf).toList();
        }
    }

    /// What it does cannot be seen from its words. @param why a clause, such as `it writes to a file`
    record Unclear(String why) implements CommandLine {}

    /// Reads a command line as `bash` would. Pure; any text, however odd, is one or the other.
    static CommandLine of(String text) {
        return new CommandLineParser(text).parse();
    }
}
