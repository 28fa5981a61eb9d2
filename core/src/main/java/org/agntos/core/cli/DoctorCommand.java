package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.agntos.core.machine.doctor.Finding;
import org.agntos.core.machine.doctor.WiringHelp;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl doctor`: what is wrong with this machine or this installation, and what to do.
final class DoctorCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("doctor", "Says what is wrong with this machine or this installation, and what to do.")
                .addOption(
                        Args.flag("show what to add to the configuration of a NixOS, and change nothing", "--wiring"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        if (Args.has(arguments, "--wiring")) {
            return wiring(context);
        }
        List<Finding> findings = context.core().doctor().findings();
        if (context.output().isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            findings.forEach(finding -> array.addObject()
                    .put("id", finding.id())
                    .put("state", finding.state().word())
                    .put("what", finding.what())
                    .put("next", finding.next()));
            context.output().json(array);
        } else {
            findings.forEach(finding -> show(finding, context.output()));
        }
        boolean isWell = findings.stream().noneMatch(finding -> finding.state() == Finding.State.PROBLEM);
        return isWell ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void show(Finding finding, Output out) {
        String mark = switch (finding.state()) {
            case OK -> "ok      ";
            case WARN -> "warning ";
            case PROBLEM -> "PROBLEM ";
        };
        out.line(mark + finding.what());
        if (!finding.next().isEmpty()) {
            out.line("        " + finding.next());
        }
    }

    private static ExitStatus wiring(Context context) {
        List<WiringHelp.Piece> pieces;
        try {
            pieces = WiringHelp.of(context.core().machine().kind());
        } catch (IOException e) {
            throw new UncheckedIOException("The wiring cannot be shown", e);
        }
        if (context.output().isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            pieces.forEach(piece -> array.addObject()
                    .put("file", piece.file())
                    .put("how", piece.how())
                    .put("text", piece.text()));
            context.output().json(array);
            return ExitStatus.OK;
        }
        context.output().line("Nothing is written for you. What a NixOS configuration needs:");
        for (WiringHelp.Piece piece : pieces) {
            context.output().line("");
            context.output().line("# " + piece.file() + ": " + piece.how());
            context.output().line(piece.text().stripTrailing());
        }
        return ExitStatus.OK;
    }
}
