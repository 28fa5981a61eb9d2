package org.agntos.core.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One subcommand of `agntctl`.
interface Command {
    /// Its options and parameters, without the ones that every command has.
    CommandSpec spec();

    /// Runs it and says how it ended; the answer has been written then.
    ExitStatus run(ParseResult arguments, Context context) throws InterruptedException;
}
