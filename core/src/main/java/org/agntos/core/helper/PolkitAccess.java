package org.agntos.core.helper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.Verb;

/// The way to the helper of a real machine: `pkexec <helper> <verb>`. Any thread.
///
/// Which program that is polkit's own action says, so that this program, which may be from before an update
/// of the system, reaches the helper that is installed now, and never one that polkit knows nothing about.
final class PolkitAccess implements HelperAccess {
    private static final String ACTION = "org.agntos.helper.";
    private static final Pattern PROGRAM =
            Pattern.compile("annotation:\\s+org\\.freedesktop\\.policykit\\.exec\\.path -> (/\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int REFUSED = 127;
    private static final int DISMISSED = 126;
    private static final int NO = 1;
    private static final int WOULD_ASK = 2;

    /// polkit's programs look at nothing else; messages come untranslated, so that they can be told apart.
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private final ProcessRunner processes;
    private final Self self;
    private final BooleanSupplier hasTerminal;
    private final Map<String, String> environment;
    private final List<Path> folders;

    /// Who asks. @param pid ours; @param subject pid and start time as polkit's programs take them
    record Self(long pid, String subject) {
        /// This process.
        static Self now() {
            long pid = ProcessHandle.current().pid();
            return new Self(
                    pid, ProcessStart.ticks().map(ticks -> pid + "," + ticks).orElse(Long.toString(pid)));
        }
    }

    /// @param hasTerminal whether a password may be asked for on a terminal
    /// @param environment looked at only to know the desktop
    PolkitAccess(
            ProcessRunner processes,
            Self self,
            BooleanSupplier hasTerminal,
            Map<String, String> environment,
            List<Path> folders) {
        this.processes = processes;
        this.self = self;
        this.hasTerminal = hasTerminal;
        this.environment = environment;
        this.folders = List.copyOf(folders);
    }

    @Override
    public Way open(Verb verb) {
        if (self.pid() == 1) {
            return new Way.Closed(new Obstacle.ParentIsInit());
        }
        return switch (PolkitTools.find(folders)) {
            case PolkitTools.Found.Lacking(Obstacle obstacle) -> new Way.Closed(obstacle);
            case PolkitTools.Found.All(PolkitTools tools) ->
                switch (installed(tools, verb)) {
                    case Installed.No(Obstacle obstacle) -> new Way.Closed(obstacle);
                    case Installed.At(String program) -> probe(tools, verb, program);
                };
        };
    }

    private sealed interface Installed {
        record At(String program) implements Installed {}

        record No(Obstacle obstacle) implements Installed {}
    }

    private Installed installed(PolkitTools tools, Verb verb) {
        String action = ACTION + verb.word();
        RunResult result = run(tools.action().toString(), "--verbose", "--action-id", action);
        if (!(result instanceof RunResult.Exited(int status, var out, var err))) {
            return new Installed.No(new Obstacle.PolkitSilent(""));
        }
        Matcher program = PROGRAM.matcher(out.text());
        if (status == 0 && program.find()) {
            return Files.exists(Path.of(program.group(1)))
                    ? new Installed.At(program.group(1))
                    : new Installed.No(new Obstacle.HelperMissing("there is no " + program.group(1)));
        }
        boolean isAnswered = status == 0 || err.text().contains(action);
        return new Installed.No(
                isAnswered
                        ? new Obstacle.HelperMissing("polkit knows no action " + action)
                        : new Obstacle.PolkitSilent(err.text()));
    }

    /// Asks polkit what it would say, which costs nobody anything.
    private Way probe(PolkitTools tools, Verb verb, String program) {
        RunResult result =
                run(tools.check().toString(), "--action-id", ACTION + verb.word(), "--process", self.subject());
        int answer = result instanceof RunResult.Exited exited ? exited.status() : REFUSED;
        boolean mayBeAsked = answer == WOULD_ASK;
        if (answer == NO) {
            return new Way.Closed(new Obstacle.NotAuthorised(false));
        }
        Optional<Path> agent = mayBeAsked && hasTerminal.getAsBoolean() ? tools.agent() : Optional.empty();
        return new Way.Open(
                List.of(tools.pkexec().toString(), "--disable-internal-agent", program, verb.word()),
                ENVIRONMENT,
                agent.map(found -> () -> TextAgent.start(processes, found, self.subject())),
                (status, said) -> new Outcome.NotStarted(obstacle(status, said, mayBeAsked)));
    }

    private RunResult run(String... argv) {
        try {
            return processes.run(Command.of(List.of(argv), ENVIRONMENT, PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RunResult.NotStarted("interrupted");
        }
    }

    private Obstacle obstacle(int status, String said, boolean wasAsked) {
        if (status == DISMISSED || said.contains("Request dismissed")) {
            return new Obstacle.Dismissed();
        }
        if (said.contains("No authentication agent") || said.contains("textual authentication agent")) {
            return new Obstacle.NoAgent(AgentAdvice.of(environment, hasTerminal.getAsBoolean()));
        }
        if (said.contains("must be setuid root")) {
            return PolkitTools.find(folders) instanceof PolkitTools.Found.All(PolkitTools tools)
                    ? new Obstacle.PkexecNotSetuid(tools.pkexec())
                    : new Obstacle.PolkitMissing("pkexec");
        }
        if (said.contains("dead parents")) {
            return new Obstacle.ParentIsInit();
        }
        if (said.contains("Error getting authority") || said.contains("Could not connect")) {
            return new Obstacle.PolkitSilent(said);
        }
        if (said.contains("Error accessing") || said.contains("No such file")) {
            return new Obstacle.HelperMissing("it went away while polkit was asked");
        }
        if (status == REFUSED && said.contains("Not authorized")) {
            return new Obstacle.NotAuthorised(wasAsked);
        }
        return new Obstacle.Unexplained(status, said);
    }
}
