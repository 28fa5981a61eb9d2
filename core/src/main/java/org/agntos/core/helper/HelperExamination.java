package org.agntos.core.helper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.agntos.core.machine.doctor.Examination;
import org.agntos.core.machine.doctor.Finding;
import org.agntos.core.process.Command;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.HelperEvent;

/// Whether the helper of this installation is there and speaks as we do. Asked for nothing, it says who it is
/// and changes nothing.
public final class HelperExamination implements Examination {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NEXT = "Install AgntOS again: its helper and `agntctl` come together.";

    private final ProcessRunner processes;
    private final HelperProgram program;
    private final String version;

    /// @param version ours
    public HelperExamination(ProcessRunner processes, HelperProgram program, String version) {
        this.processes = processes;
        this.program = program;
        this.version = version;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        Command command = Command.of(program.argv(), program.environment(), LIMIT);
        RunResult result = processes.run(command);
        String shown = program.argv().getFirst();
        Optional<HelperEvent.Hello> hello = result instanceof RunResult.Exited exited
                ? exited.out().text().lines().findFirst().flatMap(HelperExamination::hello)
                : Optional.empty();
        if (hello.isEmpty()) {
            String why = result instanceof RunResult.NotStarted(String reason) ? ": " + reason : "";
            return List.of(Finding.problem("helper", "The helper " + shown + " does not answer" + why + ".", NEXT));
        }
        boolean isOurs =
                hello.get().version().equals(version) && hello.get().protocol() == HelperEvent.PROTOCOL_VERSION;
        String what = "The helper is version " + hello.get().version() + ", protocol "
                + hello.get().protocol();
        return List.of(
                isOurs
                        ? Finding.ok("helper", what + ", as this program.")
                        : Finding.problem("helper", what + "; this program is " + version + ".", NEXT));
    }

    private static Optional<HelperEvent.Hello> hello(String line) {
        return EventReader.parse(line)
                .flatMap(event -> event instanceof HelperEvent.Hello hello ? Optional.of(hello) : Optional.empty());
    }
}
