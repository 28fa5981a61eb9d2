package org.agntos.helper.protocol;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.protocol.HelperEvent.Reason;

/// Why a request is not carried out, as it is told to the person: what happened, what was kept, what to do
/// next.
public final class Failure extends IOException {
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

    /// Everything could be kept or restored. @param message what happened, one sentence; @param next what to
    /// do
    public Failure(Reason reason, String message, String next) {
        this(reason.code(), reason, message, next, List.of());
    }

    /// A program failed, or what it left is not well. @param lines the last ones it wrote
    public Failure(Reason reason, String message, List<String> lines) {
        this(reason.code(), reason, message, "Read the last lines of the log, mend the cause and try again.", lines);
    }

    /// A rule forbids it.
    public static Failure refused(String message, String next) {
        return new Failure(Reason.REFUSED, message, next);
    }

    /// Something is in the place of a file or folder of ours that is not followed, read or replaced.
    public static Failure unsafe(String what) {
        return refused(
                what + ": it is not followed and not replaced.",
                "Look what it is and move it away if it is not meant to be there.");
    }

    /// @param why a clause
    public static Failure badRequest(String why) {
        return new Failure(
                Reason.BAD_REQUEST,
                "The request was not understood: " + why + ".",
                "Send one JSON object of at most 1 MiB on standard input, as docs/formats/helper-protocol.md says.");
    }

    /// @param who is changing the system, as a clause
    public static Failure busy(String who) {
        String message = "The system is being changed just now: " + who + ".";
        return new Failure(Reason.BUSY, message, "Wait until it has ended, then try again.");
    }

    /// Not everything could be restored or finished. @param next empty for what the next helper does by
    /// itself
    public static Failure notWhole(Reason reason, String message, String next, List<String> lines) {
        return new Failure(ExitCode.FAILED_NOT_RESTORED, reason, message, next.isEmpty() ? LATER : next, lines);
    }

    /// The words for anything that went wrong on the way.
    public static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case IOException disk -> {
                String what = describe(disk);
                yield new Failure(Reason.DISK, "A file could not be read or written: " + what + ".", remedy(what));
            }
            default -> {
                StackTraceElement[] frames = cause.getStackTrace();
                String place = frames.length == 0 ? "an unknown place" : frames[0].toString();
                String what = "An error in the helper: " + cause + " at " + place + ".";
                yield new Failure(Reason.BUG, what, "Please report this with the line above.");
            }
        };
    }

    private static String remedy(String trouble) {
        boolean isFull = trouble.contains("No space left") || trouble.contains("quota exceeded");
        return isFull
                ? "Make room on the disk, then try again."
                : "See that the disk is writable, and by whom; then try again.";
    }

    /// What the operating system said, with the file if it named one.
    public static String describe(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + " (Permission denied)";
            case NoSuchFileException missing -> missing.getFile() + " (No such file)";
            case FileSystemException named -> named.getFile() + " (" + named.getReason() + ")";
            default -> String.valueOf(failed.getMessage());
        };
    }

    public Reason reason() {
        return reason;
    }

    /// What happened, one sentence.
    public String message() {
        return message;
    }

    public List<String> problems() {
        return problems;
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
