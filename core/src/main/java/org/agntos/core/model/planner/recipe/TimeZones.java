package org.agntos.core.model.planner.recipe;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Time zones by the city in their name, as the Java platform knows them.
public final class TimeZones {
    private TimeZones() {}

    /// Made when a time zone is first asked for.
    private static final class Index {
        static final Map<String, String> BY_NAME = make();

        private static Map<String, String> make() {
            List<String> zones = ZoneId.getAvailableZoneIds().stream()
                    .filter(zone -> !zone.startsWith("SystemV/") && !zone.startsWith("Etc/GMT"))
                    .sorted(Comparator.comparingInt(TimeZones::rank).thenComparing(zone -> zone))
                    .toList();
            Map<String, String> index = new HashMap<>();
            zones.forEach(zone -> index.putIfAbsent(fold(zone), zone));
            zones.forEach(zone -> index.putIfAbsent(fold(zone.substring(zone.lastIndexOf('/') + 1)), zone));
            for (String line : Resources.lines("tables/cities.tsv")) {
                String[] columns = line.split("\t", 2);
                for (String name : columns[0].split(",", -1)) {
                    index.put(fold(name), columns[1]);
                }
            }
            return index;
        }
    }

    /// The zone of a city, a country with one zone, or a usual name; empty if it is none.
    public static Optional<String> named(String text) {
        return Optional.ofNullable(Index.BY_NAME.get(fold(text)));
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
