package org.agntos.helper;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.protocol.Verb;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.transaction.Transaction;

/// The helper's command line: `agntos-helper <verb>`, one request on standard input, events on standard
/// output.
///
/// `docs/formats/helper-protocol.md` describes both, and the exit codes are [ExitCode]. Started by pkexec it
/// serves the real machine, whose folders nothing of the caller's can move; started by a person as themselves
/// it serves their practice machine; with rights obtained in any other way it does nothing.
public final class Main {
    private static final String VERSION = "2.0.0";
    private static final Duration READER_PATIENCE = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final EventOutput output;
    private final Cancellation cancellation = new Cancellation();

    private Main(Map<String, String> environment, EventOutput output) {
        this.environment = environment;
        this.output = output;
    }

    public static void main(String[] args) {
        EventOutput output = new EventOutput(new FileOutputStream(FileDescriptor.out), READER_PATIENCE);
        Main main = new Main(System.getenv(), output);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> main.stop(ended), "stop"));
        ExitCode status = ExitCode.BUG;
        try {
            HelperEvent last = main.run(List.of(args));
            output.end(last);
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
        if (last instanceof HelperEvent.Failed failed) {
            System.err.println("agntos-helper: " + failed.message() + " " + failed.kept() + " " + failed.next());
            return failed.code();
        }
        return ExitCode.DONE;
    }

    private HelperEvent run(List<String> args) {
        try {
            String machine = environment.containsKey("PKEXEC_UID") ? "nixos" : "practice";
            output.send(new HelperEvent.Hello(VERSION, HelperEvent.PROTOCOL_VERSION, machine));
            return serve(args);
        } catch (Throwable e) {
            // The top of the main thread: whatever it is, the caller is told.
            return Failure.of(e).event(Optional.empty());
        }
    }

    private HelperEvent serve(List<String> args) throws IOException {
        Optional<Verb> verb = args.size() == 1 ? Verb.parse(args.getFirst()) : Optional.empty();
        if (verb.isEmpty()) {
            throw Failure.badRequest("the command line must be one of apply, undo, rollback, recover");
        }
        Caller caller = Caller.of(environment);
        Machine machine = caller.isElevated()
                ? Machine.real()
                : Machine.practice(environment, caller.account().uid());
        Transaction transaction = machine.transaction(caller, cancellation, output::send);
        RequestInput input =
                new RequestInput(Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()));
        byte[] body = input.readRequest();
        HelperRequest request;
        try {
            request = RequestJson.parse(verb.get(), body);
        } catch (RequestJson.Malformed e) {
            return transaction.refuse(body, e.why());
        }
        Optional<Thread> watcher = input.watch(cancellation);
        try {
            return transaction.run(request);
        } finally {
            // Takes it out of read(2), for which the end of the process would wait 300 ms. Only a channel obeys.
            watcher.ifPresent(Thread::interrupt);
        }
    }
}
