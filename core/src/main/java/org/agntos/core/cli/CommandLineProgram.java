package org.agntos.core.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.Cancellation;
import org.agntos.core.machine.MachineDetection;
import org.agntos.core.session.SessionStoreFailed;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Reads a command line, runs its command and turns what goes wrong into messages and exit codes.
final class CommandLineProgram {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Person person;

    CommandLineProgram(Map<String, String> environment, PrintStream out, PrintStream err, Person person) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.person = person;
    }

    /// What every command takes, wherever it stands in the line.
    private record Globals(
            boolean isJson,
            boolean isHelp,
            boolean isVersion,
            boolean isPractice,
            Optional<String> configDir,
            List<String> rest) {

        static Globals of(String[] arguments) {
            boolean isJson = false;
            boolean isHelp = false;
            boolean isVersion = false;
            boolean isPractice = false;
            Optional<String> configDir = Optional.empty();
            List<String> rest = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                String argument = arguments[i];
                boolean isValue = i > 0 && TakesValue.option(arguments[i - 1]);
                if (argument.equals("--") || isValue) {
                    rest.add(argument);
                } else if (argument.equals("--json")) {
                    isJson = true;
                } else if (argument.equals("--help") || argument.equals("-h")) {
                    isHelp = true;
                } else if (argument.equals("--version") || argument.equals("-V")) {
                    isVersion = true;
                } else if (argument.equals("--config-dir") && i + 1 < arguments.length) {
                    i++;
                    configDir = Optional.of(arguments[i]);
                } else if (argument.startsWith("--config-dir=")) {
                    configDir = Optional.of(argument.substring("--config-dir=".length()));
                } else if (argument.equals("--practice")) {
                    isPractice = true;
                } else {
                    rest.add(argument);
                }
            }
            return new Globals(isJson, isHelp, isVersion, isPractice, configDir, rest);
        }
    }

    ExitStatus run(String... arguments) {
        Globals globals = Globals.of(arguments);
        Output output = new Output(out, err, globals.isJson());
        try {
            return run(globals, output);
        } catch (UncheckedIOException | SessionStoreFailed e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            return output.fail(
                    ExitStatus.FAILED,
                    "io",
                    e.getMessage() + cause,
                    "Nothing was changed by this command. Check that the disk has room and may be written.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return output.fail(ExitStatus.FAILED, "cancelled", "This was cancelled.", "");
        } catch (RuntimeException bug) {
            return output.fail(
                    ExitStatus.FAILED,
                    "internal",
                    "agntctl failed: " + bug,
                    "This is a bug in agntctl. Please report it with the command you ran.");
        } finally {
            output.flush();
        }
    }

    private ExitStatus run(Globals globals, Output output) throws InterruptedException {
        if (globals.isVersion()) {
            output.line("agntctl " + Agntctl.VERSION);
            if (output.isJson()) {
                output.json(Output.mapper().createObjectNode().put("version", Agntctl.VERSION));
            }
            return ExitStatus.OK;
        }
        if (globals.rest().isEmpty() || globals.rest().getFirst().equals("help")) {
            boolean isAsked = globals.isHelp() || !globals.rest().isEmpty();
            (isAsked ? out : err).println(Commands.USAGE);
            return isAsked ? ExitStatus.OK : ExitStatus.USAGE;
        }
        String name = globals.rest().getFirst();
        Optional<Command> command = Commands.named(name);
        if (command.isEmpty()) {
            return output.fail(
                    ExitStatus.USAGE,
                    "usage",
                    "There is no command '" + name + "'.",
                    "The commands are: " + String.join(", ", Commands.NAMES) + ".");
        }
        return run(command.get(), globals, output);
    }

    private ExitStatus run(Command command, Globals globals, Output output) throws InterruptedException {
        CommandSpec spec = command.spec();
        spec.usageMessage()
                .footer(
                        "",
                        "Everywhere: --json for scripts, --practice to insist on the practice machine, --help, --version.");
        CommandLine line = new CommandLine(spec);
        if (globals.isHelp()) {
            out.print(line.getUsageMessage(Ansi.OFF));
            return ExitStatus.OK;
        }
        ParseResult parsed;
        try {
            parsed = line.parseArgs(globals.rest().stream().skip(1).toArray(String[]::new));
        } catch (ParameterException e) {
            return output.fail(
                    ExitStatus.USAGE,
                    "usage",
                    String.valueOf(e.getMessage()),
                    "Run '" + spec.name() + " --help' to see what it takes.");
        }
        Map<String, String> own = new HashMap<>(environment);
        if (globals.isPractice()) {
            own.put(MachineDetection.SWITCH, "practice");
        }
        globals.configDir().ifPresent(directory -> own.put("AGNTOS_CONFIG_DIR", directory));
        try (CoreComposition core = CoreComposition.onTerminal(own, ControllingTerminal::isThere)) {
            core.recovery().runIfNeeded(new Cancellation()).forEach(output::message);
            return command.run(parsed, new Context(core, output, person));
        }
    }
}
