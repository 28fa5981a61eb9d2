package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says which packages come, go and change version, from their names in the store.
final class PackageChanges {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^-]*(?:-.*)?)");
    private static final int MOST = 40;

    private PackageChanges() {}

    static List<String> lines(Collection<String> before, Collection<String> after) {
        SortedMap<String, SortedSet<String>> was = versions(before);
        SortedMap<String, SortedSet<String>> is = versions(after);
        SortedSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            SortedSet<String> old = was.getOrDefault(name, new TreeSet<>());
            SortedSet<String> now = is.getOrDefault(name, new TreeSet<>());
            if (old.isEmpty()) {
                lines.add("Package added: " + name + versions(now));
            } else if (now.isEmpty()) {
                lines.add("Package removed: " + name + versions(old));
            } else if (!old.equals(now)) {
                lines.add("Package changes: " + name + versions(old) + " →" + versions(now));
            }
        }
        if (lines.size() > MOST) {
            int more = lines.size() - MOST;
            lines.subList(MOST, lines.size()).clear();
            lines.add(more + " more packages change.");
        }
        return lines;
    }

    private static String versions(SortedSet<String> found) {
        String shown = String.join(", ", found);
        return shown.isEmpty() ? "" : " " + shown;
    }

    private static SortedMap<String, SortedSet<String>> versions(Collection<String> names) {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        for (String name : names) {
            Matcher versioned = VERSIONED.matcher(name);
            boolean hasVersion = versioned.matches();
            found.computeIfAbsent(hasVersion ? versioned.group(1) : name, _ -> new TreeSet<>())
                    .add(hasVersion ? versioned.group(2) : "");
        }
        return found;
    }
}
