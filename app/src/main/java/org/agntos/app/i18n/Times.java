package org.agntos.app.i18n;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Points in time, in the words people use.
public final class Times {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Times() {}

    /// `09:15` today, `yesterday 09:15`, `3 Nov 09:15` this year, else `3 Nov 2025`; in the zone of `clock`.
    public static String shortly(Instant when, Clock clock) {
        ZonedDateTime at = when.atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        if (at.toLocalDate().equals(today)) {
            return TIME.format(at);
        }
        if (at.toLocalDate().equals(today.minusDays(1))) {
            return Messages.format("time.yesterday", TIME.format(at));
        }
        return at.getYear() == today.getYear() ? DAY.format(at) : YEAR.format(at);
    }
}
