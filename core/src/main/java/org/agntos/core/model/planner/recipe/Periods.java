package org.agntos.core.model.planner.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how often something happens as systemd's calendar and as cron's columns.
final class Periods {
    private static final Pattern TEXT = Pattern.compile(
            "(?:(?:every|each|once an?|once per) )?(\\d{1,3})? ?(min|minute|hour|h|day|week|month|night|morning|evening|mon|tues|wednes|thurs|fri|satur|sun|hourly|daily|weekly|monthly|nightly)(?:day)?s?");

    private Periods() {}

    /// The variables `name` (`weekly`), `name.calendar` (`Mon *-*-* {}` with a place for the time of day, where there
    /// is
    /// one) and `name.cron` (the columns after minute and hour, or all five).
    static Optional<Map<String, String>> read(String name, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int count = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "min", "minute" -> values(name, "*:0/" + count, "*:0/" + count);
                    case "hour", "h", "hourly" ->
                        count == 1
                                ? values(name, "hourly", "hourly")
                                : values(name, "0/" + count + ":00", "0/" + count + ":00");
                    case "week", "weekly" -> values(name, "weekly", "Mon *-*-* ");
                    case "month", "monthly" -> values(name, "monthly", "*-*-01 ");
                    case "mon", "tues", "wednes", "thurs", "fri", "satur", "sun" ->
                        weekday(name, matcher.group(2).substring(0, 3));
                    default ->
                        count == 1
                                ? values(name, "daily", "*-*-* ")
                                : values(name, "*-*-1/" + count, "*-*-1/" + count + " ");
                });
    }

    private static Map<String, String> weekday(String name, String day) {
        String capital = day.substring(0, 1).toUpperCase(Locale.ROOT) + day.substring(1);
        return values(name, capital, capital + " *-*-* ");
    }

    private static Map<String, String> values(String name, String plain, String calendar) {
        return Map.of(name, plain, name + ".calendar", calendar);
    }
}
