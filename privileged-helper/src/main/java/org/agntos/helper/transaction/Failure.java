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
    private static final String NOTHING_CHANGED = "Nothing was changed.";
    private static final String RESTORED = "Every file and the system are as they were before.";

    private final transient HelperEvent.Failed event;

    private Failure(ExitCode code, Reason reason, String message, String kept, String next, List<String> problems) {
        super(message);
        event = new HelperEvent.Failed(code, reason, message, kept, next, problems, Optional.empty());
    }

    /// A rule forbids it.
    public static Failure refused(String message, String next) {
        return new Failure(ExitCode.REFUSED, Reason.REFUSED, message, NOTHING_CHANGED, next, List.of());
    }

    /// The request is not as the protocol says. @param why a clause
    public static Failure badRequest(String why) {
        return new Failure(
                ExitCode.BAD_REQUEST,
                Reason.BAD_REQUEST,
                "The request was not understood: " + why + ".",
                NOTHING_CHANGED,
                "Send one JSON object of at most 1 MiB on standard input, as docs/formats/helper-protocol.md says.",
                List.of());
    }

    static Failure stale(List<String> changed) {
        return new Failure(
                ExitCode.REFUSED,
                Reason.STALE,
                "Somebody changed these files after you saw them: " + String.join(", ", changed) + ".",
                NOTHING_CHANGED,
                "Look at the change again: it is checked anew against the files as they are now.",
                List.of());
    }

    static Failure otherDigest() {
        return new Failure(
                ExitCode.REFUSED,
                Reason.DIGEST,
                "This is not the change that was approved: its digest is another.",
                NOTHING_CHANGED,
                "Look at the change again and approve what you see.",
                List.of());
    }

    static Failure busy(String who) {
        return new Failure(
                ExitCode.BUSY,
                Reason.BUSY,
                "The system is being changed just now: " + who + ".",
                NOTHING_CHANGED,
                "Wait until it has ended, then try again.",
                List.of());
    }

    static Failure cancelled() {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.CANCELLED,
                "It was cancelled: standard input was closed before activation.",
                RESTORED,
                "Apply it again whenever you like.",
                List.of());
    }

    static Failure unhealthy(String trouble) {
        return unhealthy(trouble, List.of());
    }

    static Failure unhealthy(String trouble, List<String> units) {
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.ACTIVATION,
                "After the activation something was wrong: " + trouble + ".",
                RESTORED,
                "Look at the log above, then try again.",
                units);
    }

    /// Something is left half done, and only the journal says what.
    static Failure notRestored(String message, List<String> problems) {
        return new Failure(
                ExitCode.FAILED_NOT_RESTORED,
                Reason.DISK,
                message,
                "The journal and every former content are kept in the helper's folder.",
                "Remove the cause, then run the verb `recover`, or any other change: each begins by finishing this.",
                problems);
    }

    /// The files are as before, the system is not.
    static Failure notBack(String message, Restoration.Trouble trouble) {
        String next = trouble.byHand().isEmpty()
                ? "The next change tries again."
                : "As root run: " + String.join(" ; ", trouble.byHand());
        return new Failure(
                ExitCode.FAILED_NOT_RESTORED,
                Reason.ACTIVATION,
                message + " Going back to the former generation failed, too: " + trouble.what() + ".",
                "Every file is as it was before.",
                next,
                trouble.lines());
    }

    /// The words for anything that went wrong on the way.
    public static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case RebuildException rebuild -> of(rebuild);
            case DamagedLogException damaged -> refused(describe(damaged), damaged.next());
            case UnsafeFileException unsafe ->
                refused(
                        unsafe.getMessage() + ": it is not followed and not replaced.",
                        "Look what it is and move it away if it is not meant to be there.");
            case IOException disk -> disk(disk);
            default ->
                new Failure(
                        ExitCode.BUG,
                        Reason.BUG,
                        "An error in the helper: " + cause + " at " + place(cause) + ".",
                        RESTORED,
                        "Please report this with the line above.",
                        List.of());
        };
    }

    private static Failure of(RebuildException failed) {
        if (failed.step() == RebuildException.Step.BUSY) {
            return busy(String.valueOf(failed.getMessage()));
        }
        boolean isBuild = failed.step() == RebuildException.Step.BUILD;
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                isBuild ? Reason.BUILD : Reason.ACTIVATION,
                "It failed: " + failed.getMessage() + ".",
                RESTORED,
                "Read the last lines of the log, mend the change and try again.",
                failed.lines());
    }

    private static Failure disk(IOException failed) {
        String text = describe(failed);
        String next = "Look at the folder's disk and its permissions, then try again.";
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            next = "Make room on the disk, then try again.";
        } else if (text.contains("Read-only")) {
            next = "Make the disk writable, then try again.";
        } else if (failed instanceof AccessDeniedException) {
            next = "Give the user who runs this the right to write there, then try again.";
        }
        return new Failure(
                ExitCode.FAILED_AND_RESTORED,
                Reason.DISK,
                "A file could not be read or written: " + text + ".",
                RESTORED,
                next,
                List.of());
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
        return event.message();
    }

    /// The event that ends the output. @param auditId the entry that records it
    public HelperEvent.Failed event(Optional<String> auditId) {
        return new HelperEvent.Failed(
                event.code(), event.reason(), event.message(), event.kept(), event.next(), event.problems(), auditId);
    }
}
