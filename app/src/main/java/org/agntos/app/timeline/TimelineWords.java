package org.agntos.app.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.agntos.app.i18n.Messages;
import org.agntos.app.proposal.Tone;

/// Kinds, results and times in words and icons.
final class TimelineWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_WITH_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final long SECOND = 1_000;

    private TimelineWords() {}

    static String kind(ActKind kind) {
        return switch (kind) {
            case APPLY -> Messages.text("timeline.kind.apply");
            case UNDO -> Messages.text("timeline.kind.undo");
            case ROLLBACK -> Messages.text("timeline.kind.rollback");
            case RECOVER -> Messages.text("timeline.kind.recover");
            case OTHER -> Messages.text("timeline.kind.other");
        };
    }

    static String icon(ActKind kind) {
        return switch (kind) {
            case APPLY -> "fth-check";
            case UNDO -> "fth-corner-up-left";
            case ROLLBACK -> "fth-rewind";
            case RECOVER -> "fth-life-buoy";
            case OTHER -> "fth-circle";
        };
    }

    static String result(ActResult result) {
        return switch (result) {
            case DONE -> Messages.text("timeline.result.done");
            case FAILED -> Messages.text("timeline.result.failed");
            case REFUSED -> Messages.text("timeline.result.refused");
            case PENDING -> Messages.text("timeline.result.pending");
        };
    }

    static Tone tone(ActResult result) {
        return switch (result) {
            case DONE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case REFUSED -> Tone.CAUTION;
            case PENDING -> Tone.QUIET;
        };
    }

    static String time(Instant when, Clock clock) {
        return TIME.format(when.atZone(clock.getZone()));
    }

    static String exact(Instant when, Clock clock) {
        return EXACT.format(when.atZone(clock.getZone()));
    }

    /// Without the year where it is this one.
    static String shortly(Instant when, Clock clock) {
        LocalDate day = day(when, clock);
        LocalDate today = LocalDate.now(clock);
        if (!day.isBefore(today.minusDays(1))) {
            return Messages.format("timeline.day-and-time", dayName(day, clock), time(when, clock));
        }
        return (day.getYear() == today.getYear() ? SHORT : SHORT_WITH_YEAR).format(when.atZone(clock.getZone()));
    }

    static LocalDate day(Instant when, Clock clock) {
        return when.atZone(clock.getZone()).toLocalDate();
    }

    static String dayName(LocalDate day, Clock clock) {
        LocalDate today = LocalDate.now(clock);
        if (day.equals(today)) {
            return Messages.text("timeline.today");
        }
        if (day.equals(today.minusDays(1))) {
            return Messages.text("timeline.yesterday");
        }
        return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(day);
    }

    static String duration(long millis) {
        return millis < SECOND
                ? Messages.format("timeline.millis", millis)
                : Messages.format("timeline.seconds", millis / (double) SECOND);
    }
}
