package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.change.verify.SystemDescription.Unit;

/// Works out what switching to a system would do to its units, by the rules of NixOS's switch-to-configuration (the
/// Rust
/// program of 2024 and the Perl script before it). Whether a unit runs now is not known here, and the lines say so.
final class UnitChanges {
    private static final int MOST_NAMES = 12;
    private static final String SESSION = "display-manager.service";
    /// A difference in these alone changes nothing that runs.
    private static final Set<String> HARMLESS = Set.of(
            "X-Reload-Triggers",
            "Description",
            "Documentation",
            "OnFailure",
            "OnSuccess",
            "OnFailureJobMode",
            "IgnoreOnIsolate",
            "StopWhenUnneeded",
            "RefuseManualStart",
            "RefuseManualStop",
            "AllowIsolate",
            "CollectMode",
            "SourcePath");

    private UnitChanges() {}

    private enum Act {
        START("Units started: "),
        STOP("Units stopped, if they run: "),
        RESTART("Units restarted, if they run: "),
        RELOAD("Units reloaded, if they run: "),
        LEAVE("Units that change only at their next start: ");

        private final String words;

        Act(String words) {
            this.words = words;
        }
    }

    static List<String> lines(SystemDescription before, SystemDescription after) {
        Map<Act, SortedSet<String>> acts = new EnumMap<>(Act.class);
        SortedSet<String> names = new TreeSet<>(before.units().keySet());
        names.addAll(after.units().keySet());
        for (String name : names) {
            Unit was = before.units().get(name);
            Unit is = after.units().get(name);
            if (was == null && is != null && !is.wanted().isEmpty()) {
                acts.computeIfAbsent(Act.START, _ -> new TreeSet<>()).add(name);
            } else if (was != null && is == null) {
                acts.computeIfAbsent(Act.STOP, _ -> new TreeSet<>()).add(name);
            } else if (was != null && is != null && !was.text().equals(is.text())) {
                changed(name, was, is, acts);
            }
        }
        List<String> lines = new ArrayList<>();
        acts.forEach((act, found) -> lines.add(act.words + listed(found)));
        if (acts.getOrDefault(Act.STOP, new TreeSet<>()).contains(SESSION)
                || acts.getOrDefault(Act.RESTART, new TreeSet<>()).contains(SESSION)) {
            lines.add("The desktop session would end.");
        }
        return lines;
    }

    private static void changed(String name, Unit was, Unit is, Map<Act, SortedSet<String>> acts) {
        boolean isNoProgram = name.endsWith(".target") || name.endsWith(".device") || name.contains("@.");
        Difference difference = difference(was, is);
        if (isNoProgram || difference == Difference.NONE) {
            return;
        }
        Act act;
        if (difference == Difference.RELOAD || is.has("X-ReloadIfChanged", "true")) {
            act = Act.RELOAD;
        } else if (isLeftAlone(is)) {
            act = Act.LEAVE;
        } else {
            act = Act.RESTART;
        }
        acts.computeIfAbsent(act, _ -> new TreeSet<>()).add(name);
    }

    private static boolean isLeftAlone(Unit unit) {
        return unit.has("X-RestartIfChanged", "false")
                || unit.has("RefuseManualStop", "true")
                || unit.has("RefuseManualStop", "yes")
                || unit.has("X-OnlyManualStart", "true");
    }

    private enum Difference {
        NONE,
        RELOAD,
        RESTART
    }

    private static Difference difference(Unit was, Unit is) {
        SortedMap<String, SortedMap<String, List<String>>> before = was.sections();
        SortedMap<String, SortedMap<String, List<String>>> after = is.sections();
        Set<String> sections = new TreeSet<>(before.keySet());
        sections.addAll(after.keySet());
        Difference worst = Difference.NONE;
        for (String section : sections) {
            Difference found = difference(
                    section,
                    before.getOrDefault(section, new TreeMap<>()),
                    after.getOrDefault(section, new TreeMap<>()));
            worst = found.compareTo(worst) > 0 ? found : worst;
        }
        return worst;
    }

    private static Difference difference(
            String section, SortedMap<String, List<String>> before, SortedMap<String, List<String>> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> before.getOrDefault(key, List.of()).equals(after.getOrDefault(key, List.of())));
        Difference worst = Difference.NONE;
        for (String key : keys) {
            boolean isReload = (section.equals("Unit") && key.equals("X-Reload-Triggers"))
                    || (section.equals("Mount") && key.equals("Options"));
            boolean isHarmless = section.equals("Unit") && HARMLESS.contains(key);
            Difference found = isReload ? Difference.RELOAD : isHarmless ? Difference.NONE : Difference.RESTART;
            worst = found.compareTo(worst) > 0 ? found : worst;
        }
        return worst;
    }

    static String listed(SortedSet<String> names) {
        String shown = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return names.size() <= MOST_NAMES ? shown : shown + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
