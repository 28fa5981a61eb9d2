package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `switch-to-configuration dry-activate` says, of the Perl script and of the Rust program.
final class DryActivation {
    private static final Pattern UNITS = Pattern.compile(
            "would (stop|NOT stop|restart|NOT restart|start|reload) the following (?:changed )?units(?: as well)?: (.+)");
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("stop", "Units stopped: ");
        WORDS.put("NOT stop", "Units that change only at their next start: ");
        WORDS.put("NOT restart", "Units that change only at their next start: ");
        WORDS.put("restart", "Units restarted: ");
        WORDS.put("reload", "Units reloaded: ");
        WORDS.put("start", "Units started: ");
    }

    private DryActivation() {}

    static List<String> lines(String output) {
        Map<String, TreeSet<String>> found = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            Matcher units = UNITS.matcher(line.strip());
            if (units.matches()) {
                TreeSet<String> names =
                        found.computeIfAbsent(WORDS.getOrDefault(units.group(1), "Units: "), _ -> new TreeSet<>());
                names.addAll(List.of(units.group(2).split(", ", -1)));
            }
        }
        // What is stopped and started again is restarted.
        TreeSet<String> again = new TreeSet<>(found.getOrDefault(WORDS.get("stop"), new TreeSet<>()));
        again.retainAll(found.getOrDefault(WORDS.get("start"), new TreeSet<>()));
        if (!again.isEmpty()) {
            found.computeIfAbsent(String.valueOf(WORDS.get("restart")), _ -> new TreeSet<>())
                    .addAll(again);
            found.forEach((words, names) -> {
                if (!words.equals(WORDS.get("restart"))) {
                    names.removeAll(again);
                }
            });
        }
        List<String> lines = new ArrayList<>();
        found.forEach((words, names) -> {
            if (!names.isEmpty()) {
                lines.add(words + UnitChanges.listed(names));
            }
        });
        boolean endsSession = found.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Units stopped")
                        || entry.getKey().startsWith("Units restarted"))
                .anyMatch(entry -> entry.getValue().contains("display-manager.service"));
        if (endsSession) {
            lines.add("The desktop session would end.");
        }
        if (output.contains("would restart systemd")) {
            lines.add("systemd itself would be renewed.");
        }
        return lines;
    }
}
