package org.agntos.core.model.planner;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.model.planner.Intent.Since;

/// Reads where a time begins: `today`, `this morning`, `last week`, `monday`, `3 days ago`.
final class TimeWords {
    private static final Pattern AGO =
            Pattern.compile("(?:last|past|in the last)?\\s*(\\d{1,3})\\s+(minute|hour|day|week|month)s?(?:\\s+ago)?");

    private final Clock clock;

    TimeWords(Clock clock) {
        this.clock = clock;
    }

    Optional<Since> read(List<Token> tokens) {
        String text = String.join(" ", tokens.stream().map(Token::key).toList());
        ZonedDateTime now = ZonedDateTime.now(clock);
        LocalDate today = now.toLocalDate();
        Matcher ago = AGO.matcher(text);
        if (ago.find()) {
            return Optional.of(
                    new Since(before(now.toInstant(), ago), ago.group().strip()));
        }
        if (text.contains("yesterday")) {
            return since(now, today.minusDays(1), "since yesterday");
        }
        if (text.contains("today") || text.contains("this morning") || text.contains("tonight")) {
            return since(now, today, "since this morning");
        }
        if (text.contains("week")) {
            return text.contains("this week")
                    ? since(now, today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), "this week")
                    : since(now, today.minusDays(7), "in the last seven days");
        }
        if (text.contains("month")) {
            return text.contains("this month")
                    ? since(now, today.withDayOfMonth(1), "this month")
                    : since(now, today.minusMonths(1), "in the last month");
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (text.contains(name)) {
                return since(now, today.with(TemporalAdjusters.previousOrSame(day)), "since " + title(name));
            }
        }
        return Optional.empty();
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Optional<Since> since(ZonedDateTime now, LocalDate from, String words) {
        return Optional.of(new Since(from.atStartOfDay(now.getZone()).toInstant(), words));
    }

    private static Instant before(Instant now, Matcher ago) {
        long count = Long.parseLong(ago.group(1));
        Duration length = switch (ago.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            case "day" -> Duration.ofDays(count);
            case "week" -> Duration.ofDays(7 * count);
            default -> Duration.ofDays(30 * count);
        };
        return now.minus(length);
    }
}
