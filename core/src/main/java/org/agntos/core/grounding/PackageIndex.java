package org.agntos.core.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds packages by attribute, by what people call them, and by similar spelling.
final class PackageIndex {
    private final List<PackageEntry> packages;
    private final Map<String, PackageEntry> byAttribute;
    private final Lazily<Map<String, PackageEntry>> byName;

    PackageIndex(List<PackageEntry> packages) {
        this.packages = packages;
        byAttribute = HashMap.newHashMap(packages.size());
        packages.forEach(entry -> byAttribute.put(entry.attribute(), entry));
        byName = new Lazily<>(this::names);
    }

    Optional<PackageEntry> at(String attribute) {
        return Optional.ofNullable(byAttribute.get(attribute));
    }

    /// An exact attribute wins over one that differs in case and dashes, that over the last part of a dotted
    /// attribute, that over a keyword; among keywords the one that stands further in front.
    Optional<PackageEntry> called(String name) {
        return at(name.strip()).or(() -> Optional.ofNullable(byName.get().get(Spelling.key(name))));
    }

    private Map<String, PackageEntry> names() {
        Map<String, PackageEntry> names = new HashMap<>();
        packages.forEach(entry -> names.putIfAbsent(Spelling.key(entry.attribute()), entry));
        packages.forEach(entry -> names.putIfAbsent(Spelling.key(lastPart(entry.attribute())), entry));
        Keywords.addTo(names, packages, PackageEntry::keywords);
        return names;
    }

    List<String> nearest(String name, int limit) {
        String wanted = Spelling.key(name);
        List<Near> found = new ArrayList<>();
        for (PackageEntry entry : packages) {
            int distance = distance(wanted, entry);
            if (distance <= Spelling.tolerance(wanted)) {
                found.add(new Near(distance, entry.attribute()));
            }
        }
        return Near.best(found, limit);
    }

    private static int distance(String wanted, PackageEntry entry) {
        int tolerance = Spelling.tolerance(wanted);
        int distance = Math.min(
                Spelling.distance(wanted, Spelling.key(entry.attribute()), tolerance),
                Spelling.distance(wanted, Spelling.key(lastPart(entry.attribute())), tolerance));
        for (String keyword : entry.keywords()) {
            // A name is nearer than another word for it.
            distance = Math.min(distance, Spelling.distance(wanted, Spelling.key(keyword), tolerance) + 1);
        }
        return distance;
    }

    private static String lastPart(String attribute) {
        return attribute.substring(attribute.lastIndexOf('.') + 1);
    }
}
