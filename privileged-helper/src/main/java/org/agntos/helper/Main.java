package org.agntos.helper;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.protocol.RequestJson.Parsed;
import org.agntos.helper.protocol.Verb;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.PracticeSystem;
import org.agntos.helper.transaction.Failure;
import org.agntos.helper.transaction.Transaction;

/// The helper's command line: `agntos-helper <verb>`, one request on standard input, events on standard output.
///
/// `docs/formats/helper-protocol.md` describes both, and the exit codes are [ExitCode]. This form of it serves practice
/// machines only and refuses to run with rights that its caller may not have.
public final class Main {
    private static final String VERSION = "2.0.0";
    private static final String MACHINE = "practice";
    private static final List<Path> MACHINE_MARKS = List.of(Path.of("/etc/NIXOS"), Path.of("/etc/agntos/machine.toml"));

    private final Map<String, String> environment;
    private final EventOutput output;
    private final Cancellation cancellation = new Cancellation();

    private Main(Map<String, String> environment, EventOutput output) {
        this.environment = environment;
        this.output = output;
    }

    public static void main(String[] args) {
        EventOutput output = new EventOutput(new FileOutputStream(FileDescriptor.out));
        Main main = new Main(System.getenv(), output);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> main.stop(ended), "stop"));
        ExitCode status = ExitCode.BUG;
        try {
            HelperEvent last = main.run(List.of(args));
            output.send(last);
            status = status(last);
        } catch (Throwable e) {
            // The top of the main thread: whatever it is, the process must end and say that it failed.
            System.err.println("agntos-helper: " + e);
        }
        ended.countDown();
        System.exit(status.status());
    }

    /// On SIGTERM or SIGINT: cancels what can still be cancelled and lets the transaction come to its end.
    private void stop(CountDownLatch ended) {
        cancellation.request();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExitCode status(HelperEvent last) {
        return switch (last) {
            case HelperEvent.Failed failed -> {
                System.err.println("agntos-helper: " + failed.message() + " " + failed.kept() + " " + failed.next());
                yield failed.code();
            }
            case HelperEvent.Done _,
                    HelperEvent.Hello _,
                    HelperEvent.Log _,
                    HelperEvent.PhaseStarted _,
                    HelperEvent.Progress _ -> ExitCode.DONE;
        };
    }

    private HelperEvent run(List<String> args) {
        output.send(new HelperEvent.Hello(VERSION, HelperEvent.PROTOCOL_VERSION, MACHINE));
        try {
            return serve(args);
        } catch (Throwable e) {
            // The top of the main thread: whatever it is, the caller is told.
            return Failure.of(e).event(Optional.empty());
        }
    }

    private HelperEvent serve(List<String> args) throws Failure, IOException {
        Optional<Verb> verb = args.size() == 1 ? Verb.parse(args.getFirst()) : Optional.empty();
        if (verb.isEmpty()) {
            throw Failure.badRequest("the command line must be one of apply, undo, rollback, recover");
        }
        Caller caller = Caller.of(environment);
        if (caller.isElevated()) {
            requireRealMachine();
        }
        RequestInput input =
                new RequestInput(Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()));
        HelperRequest request = switch (RequestJson.parse(verb.get(), input.readRequest())) {
            case Parsed.Ok(HelperRequest parsed) -> parsed;
            case Parsed.Bad(String why) -> throw Failure.badRequest(why);
        };
        Optional<Thread> watcher = input.watch(cancellation);
        try {
            return transaction(caller).run(request);
        } finally {
            // Takes it out of read(2), for which the end of the process would wait 300 ms. Only a channel obeys.
            watcher.ifPresent(Thread::interrupt);
        }
    }

    /// Root's rights are for a NixOS, or for what its administrator says is one.
    private static void requireRealMachine() throws Failure {
        if (MACHINE_MARKS.stream().noneMatch(Files::exists)) {
            throw Failure.refused(
                    "This is not a NixOS machine: there is no " + MACHINE_MARKS.getFirst() + " and no "
                            + MACHINE_MARKS.getLast() + ".",
                    "Use practice, which needs no rights: `agntctl --practice`.");
        }
        throw Failure.refused("This version serves practice machines only.", "Start it as yourself, without pkexec.");
    }

    private Transaction transaction(Caller caller) throws Failure, IOException {
        HelperPaths paths = PracticeFolders.resolve(
                HelperPaths.practice(environment), caller.account().uid());
        String id = Transaction.newId(Instant.now());
        PracticeSystem system = PracticeSystem.of(paths, environment, id);
        return new Transaction(paths, system, id, caller.account(), cancellation, output::send);
    }
}
