package org.agntos.core.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;

/// Runs a transaction with its progress on the terminal. Ctrl+C asks the helper to stop and waits for its last word.
final class SubmitProgress {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);

    private final Context context;

    SubmitProgress(Context context) {
        this.context = context;
    }

    private String lastStep = "";

    @FunctionalInterface
    interface Submission {
        Outcome submit(Cancellation cancellation, Consumer<HelperEvent> events);
    }

    ExitStatus run(Submission submission) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> {
            cancellation.cancel();
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            return tell(submission.submit(cancellation, this::show));
        } finally {
            ended.countDown();
            if (!cancellation.isRequested()) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            boolean isInTime = ended.await(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            if (!isInTime) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(HelperEvent event) {
        Output out = context.output();
        if (out.isJson()) {
            out.jsonLine(EventJson.write(event));
            return;
        }
        switch (event) {
            case HelperEvent.Hello hello ->
                out.line("Helper " + hello.version() + " on the " + hello.machine() + " machine");
            case HelperEvent.PhaseStarted(Phase phase) -> out.line("- " + words(phase));
            case HelperEvent.Log(String line) -> out.line("    " + line);
            case HelperEvent.Progress progress -> show(progress);
            case HelperEvent.Done _, HelperEvent.Failed _ -> {
                // The end is told by the outcome.
            }
        }
        out.flush();
    }

    /// What takes long, in steps of a tenth; a terminal needs no bar for tenths of seconds.
    private void show(HelperEvent.Progress progress) {
        String words = switch (progress.unit()) {
            case EVALUATIONS -> "evaluating the configuration";
            case BUILDS -> progress.done() + " of " + progress.total() + " built";
            case BYTES -> progress.done() * 10 / progress.total() * 10 + " % downloaded";
            case FILES, SERVICES -> "";
        };
        if (!words.isEmpty() && !words.equals(lastStep)) {
            lastStep = words;
            context.output().line("    " + words);
        }
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case LOCK -> "waiting for the lock";
            case RECOVER -> "looking for an interrupted change";
            case CHECK -> "checking the change again";
            case JOURNAL -> "noting what is about to happen";
            case SNAPSHOT -> "keeping the present files";
            case WRITE -> "writing the files";
            case REBUILD -> "building the system";
            case ACTIVATE -> "activating it";
            case HEALTH -> "looking whether all is well";
            case AUDIT -> "writing the record";
            case COMMIT -> "finishing";
            case RESTORE -> "restoring the former files";
        };
    }

    private ExitStatus tell(Outcome outcome) {
        Output out = context.output();
        return switch (outcome) {
            case Outcome.Done(HelperEvent.Done done) -> {
                out.line(done(done));
                done.auditId().ifPresent(id -> out.line("Undo it with: agntctl rollback undo " + id));
                yield ExitStatus.OK;
            }
            case Outcome.Failed(HelperEvent.Failed failed) -> failed(failed);
            case Outcome.Cancelled() ->
                out.fail(ExitStatus.DENIED, "cancelled", "Cancelled. Every file is as it was.", "");
            case Outcome.NotSubmitted(Outcome.Reason reason, String message, String next) ->
                out.fail(status(reason), reason.name().toLowerCase(Locale.ROOT), message, next);
            case Outcome.NotStarted(Obstacle obstacle) ->
                out.fail(
                        obstacle.isDenial() ? ExitStatus.DENIED : ExitStatus.FAILED,
                        obstacle.code(),
                        obstacle.message(),
                        obstacle.next());
            case Outcome.HelperLost(String message, String next) ->
                out.fail(ExitStatus.FAILED, "helper_lost", message, next);
        };
    }

    private String done(HelperEvent.Done done) {
        if (done.unchanged()) {
            return "Nothing to do: the " + context.machineWord() + " is like that already.";
        }
        String generation = done.generationAfter()
                .map(number -> ", now at generation " + number)
                .orElse("");
        return "Applied on the " + context.machineWord() + generation + " (" + done.durationMillis() + " ms).";
    }

    /// With `--json` the event itself was the last line already.
    private ExitStatus failed(HelperEvent.Failed failed) {
        Output out = context.output();
        out.message("Error: " + failed.message());
        failed.problems().forEach(out::message);
        out.message(failed.kept());
        out.message(failed.next());
        // Stale and another digest are no refusals: looking again helps.
        return failed.reason() == HelperEvent.Reason.REFUSED ? ExitStatus.DENIED : ExitStatus.FAILED;
    }

    private static ExitStatus status(Outcome.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> ExitStatus.NOT_FOUND;
            case VERIFICATION_FAILED -> ExitStatus.VERIFICATION_FAILED;
            case NOT_HERE -> ExitStatus.DENIED;
            case BROKEN, STALE, NOT_OPEN, OTHER_DIGEST -> ExitStatus.FAILED;
        };
    }
}
