package org.agntos.core.cli;

import org.agntos.core.tool.BoundedFileReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl read`: a text file, unless it holds secrets.
final class ReadCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("read", "Shows the beginning of a text file. Files of keys and passwords are refused.")
                .addPositional(Args.words("PATH", "the file"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        Output out = context.output();
        String path = Args.word(arguments, 0);
        if (path.isEmpty()) {
            return out.fail(ExitStatus.USAGE, "usage", "Which file? The path is missing.", "");
        }
        return switch (context.core().fileReader().read(path)) {
            case BoundedFileReader.Outcome.Text text -> {
                if (out.isJson()) {
                    out.json(Output.mapper()
                            .createObjectNode()
                            .put("path", text.path().toString())
                            .put("bytes", text.bytes())
                            .put("truncated", text.isTruncated())
                            .put("content", text.content()));
                }
                out.piece(text.content());
                if (text.isTruncated()) {
                    out.message(
                            "Only the first " + BoundedFileReader.LIMIT + " of " + text.bytes() + " bytes are shown.");
                }
                yield ExitStatus.OK;
            }
            case BoundedFileReader.Outcome.Refused(String message, String next) ->
                out.fail(ExitStatus.DENIED, "denied", message, next);
            case BoundedFileReader.Outcome.NotFound(String message) ->
                out.fail(ExitStatus.NOT_FOUND, "not_found", message, "Check the path.");
            case BoundedFileReader.Outcome.Unreadable(String message) ->
                out.fail(ExitStatus.FAILED, "unreadable", message, "Check the file and its permissions.");
        };
    }
}
