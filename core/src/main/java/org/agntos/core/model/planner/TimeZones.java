package org.agntos.core.model.planner;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Time zones by the city in their name, as the Java platform knows them.
final class TimeZones {
    private TimeZones() {}

    static Optional<String> named(String text) {
        String wanted = fold(text);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> fold(zone).equals(wanted)
                        || (zone.contains("/")
                                && fold(zone.substring(zone.lastIndexOf('/') + 1))
                                        .equals(wanted)))
                .filter(zone -> !zone.startsWith("SystemV/") && !zone.startsWith("Etc/GMT"))
                .min(java.util.Comparator.comparingInt(TimeZones::rank).thenComparing(zone -> zone));
    }

    /// Names of continents before old aliases such as `Brazil/East`.
    private static int rank(String zone) {
        return zone.matches("(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian|Antarctica)/.*") ? 0 : 1;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s_]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
