package org.agntos.helper.transaction;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.audit.DamagedLogException;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.rebuild.RebuildException;
import org.agntos.helper.storage.UnsafeFileException;

/// Why a transaction does not happen, as it is told to the person: what happened, what was kept, what to do next.
public final class Failure extends Exception {
    private static final String LATER =
            "Remove the cause, then run the verb `recover`, or any other change: each begins by finishing this.";

    private final ExitCode code;
    private final Reason reason;
    private final String message;
    private final String next;
    private final transient List<String> problems;

    private Failure(ExitCode code, Reason reason, String message, String next, List<String> problems) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.message = message;
        this.next = next;
        this.problems = problems;
    }

    private Failure(ExitCode code, Reason reason, String message, String next) {
        this(code, reason, message, next, List.of());
    }

    /// A rule forbids it.
    public static Failure refused(String message, String next) {
        return new Failure(ExitCode.REFUSED, Reason.REFUSED, message, next);
    }

    /// The request is not as the protocol says. @param why a clause
    public static Failure badRequest(String why) {
        return new Failure(
                ExitCode.BAD_REQUEST,
                Reason.BAD_REQUEST,
                "The request was not understood: " + why + ".",
                "Send one JSON object of at most 1 MiB on standard input, as docs/formats/helper-protocol.md says.");
    }

    static Failure stale(List<String> changed) {
        return new Failure(
                ExitCode.REFUSED,
                Reason.STALE,
                "Somebody changed these files after you saw them: " + String.join(", ", changed) + ".",
                "Look at the change again: it is checked anew against the files as they are now.");
    }

    static Failure otherDigest() {
        return new Failure(
                ExitCode.REFUSED,
                Reason.DIGEST,
                "This is not the change that was approved: its digest is another.",
                "Look at the change again and approve what you see.");
    }

    static Failure busy(String who) {
        return new Failure(
                ExitCode.BUSY,
                Reason.BUSY,
                "The system is being changed just now: " + who + ".",
                "Wait until it has ended, then try again.");
    }

    static Failure cancelled() {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.CANCELLED,
                "It was cancelled: standard input was closed before activation.",
                "Apply it again whenever you like.");
    }

    static Failure unhealthy(String trouble, List<String> units) {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.ACTIVATION,
                "After the activation something was wrong: " + trouble + ".",
                "Look at the log above, then try again.",
                units);
    }

    static Failure meanwhile(String did) {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.ACTIVATION,
                "Somebody else " + did + " at the same time.",
                "Look at the machine as it is now, then try again.");
    }

    static Failure notRecovered(IOException why) {
        String what = "What a former helper left behind could not be finished: " + describe(why) + ".";
        return why instanceof DamagedLogException
                ? of(why)
                : new Failure(ExitCode.FAILED_NOT_RESTORED, Reason.DISK, what, LATER);
    }

    static Failure notFinished(IOException why) {
        String what = "The change was applied and recorded, but its last step failed: " + describe(why) + ".";
        return new Failure(ExitCode.FAILED_NOT_RESTORED, Reason.DISK, what, LATER);
    }

    /// The same failure, and restoring failed, too.
    Failure andNotRestored(IOException why) {
        String what = message + " And taking it back failed: " + describe(why) + ".";
        return new Failure(ExitCode.FAILED_NOT_RESTORED, Reason.DISK, what, LATER, problems);
    }

    /// The same failure, and although the files are as before, the system is not.
    Failure andNotBack(Recovery.Trouble trouble) {
        return new Failure(
                ExitCode.FAILED_NOT_RESTORED,
                reason,
                message + " Every file is as it was, but going back to the former generation failed, too: "
                        + trouble.what() + ".",
                trouble.byHand().isEmpty() ? LATER : "As root run: " + String.join(" ; ", trouble.byHand()),
                trouble.lines());
    }

    /// The words for anything that went wrong on the way.
    public static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case RebuildException failed ->
                switch (failed.step()) {
                    case BUSY -> busy(String.valueOf(failed.getMessage()));
                    case BUILD -> failed(Reason.BUILD, failed);
                    case ACTIVATION -> failed(Reason.ACTIVATION, failed);
                };
            case DamagedLogException damaged -> refused(describe(damaged), damaged.next());
            case UnsafeFileException unsafe ->
                refused(
                        unsafe.getMessage() + ": it is not followed and not replaced.",
                        "Look what it is and move it away if it is not meant to be there.");
            case IOException disk ->
                new Failure(
                        ExitCode.FAILED_AND_RESTORED,
                        Reason.DISK,
                        "A file could not be read or written: " + describe(disk) + ".",
                        remedy(describe(disk)));
            default ->
                new Failure(
                        ExitCode.BUG,
                        Reason.BUG,
                        "An error in the helper: " + cause + " at " + place(cause) + ".",
                        "Please report this with the line above.");
        };
    }

    private static Failure failed(Reason reason, RebuildException failed) {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                reason,
                "It failed: " + failed.getMessage() + ".",
                "Read the last lines of the log, mend the change and try again.",
                failed.lines());
    }

    private static String remedy(String trouble) {
        if (trouble.contains("No space left") || trouble.contains("quota exceeded")) {
            return "Make room on the disk, then try again.";
        }
        return trouble.contains("Read-only")
                ? "Make the disk writable, then try again."
                : "Look at the folder's disk and at who may write there, then try again.";
    }

    /// What the operating system said, with the file if it named one.
    static String describe(IOException failed) {
        if (failed instanceof FileSystemException named) {
            String reason = switch (named) {
                case AccessDeniedException _ -> "Permission denied";
                case NoSuchFileException _ -> "No such file";
                default -> named.getReason() == null ? named.getClass().getSimpleName() : named.getReason();
            };
            return named.getFile() + " (" + reason + ")";
        }
        return String.valueOf(failed.getMessage());
    }

    private static String place(Throwable bug) {
        StackTraceElement[] frames = bug.getStackTrace();
        return frames.length == 0 ? "an unknown place" : frames[0].toString();
    }

    /// What happened, one sentence.
    String message() {
        return message;
    }

    /// The event that ends the output. @param auditId the entry that records it
    public HelperEvent.Failed event(Optional<String> auditId) {
        String kept = switch (code) {
            case BAD_REQUEST, REFUSED, BUSY -> "Nothing was changed.";
            case FAILED_AND_RESTORED, BUG, DONE -> "Every file and the system are as they were before.";
            case FAILED_NOT_RESTORED -> "The journal and every former content are kept in the helper's folder.";
        };
        return new HelperEvent.Failed(code, reason, message, kept, next, problems, auditId);
    }
}
