package org.agntos.core.change.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a system consists of, as its evaluation says.
///
/// @param packages attributes; @param options JSON text by path; @param files SHA-256 by path
record Manifest(SortedSet<String> packages, SortedMap<String, String> options, Map<String, String> files) {
    /// That of a tree without files.
    static final Manifest EMPTY = new Manifest(new TreeSet<>(), new TreeMap<>(), Map.of());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PACKAGES = "environment.systemPackages";
    private static final int LONGEST_VALUE = 80;

    Manifest {
        packages = Collections.unmodifiableSortedSet(packages);
        options = Collections.unmodifiableSortedMap(options);
        files = Map.copyOf(files);
    }

    /// Empty if the text is no manifest.
    static Optional<Manifest> parse(String json) {
        JsonNode object;
        try {
            object = MAPPER.readTree(json);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        if (object == null || !object.path("options").isObject()) {
            return Optional.empty();
        }
        SortedSet<String> packages = new TreeSet<>();
        object.path("packages").forEach(name -> packages.add(name.asText("")));
        SortedMap<String, String> options = new TreeMap<>();
        object.path("options")
                .properties()
                .forEach(entry -> options.put(entry.getKey(), entry.getValue().toString()));
        Map<String, String> files = new TreeMap<>();
        object.path("files")
                .properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText("")));
        return Optional.of(new Manifest(packages, options, files));
    }

    /// What is different in `after`, in lines for people.
    List<String> changesTo(Manifest after) {
        List<String> lines = new ArrayList<>();
        after.packages().stream()
                .filter(name -> !packages.contains(name))
                .forEach(name -> lines.add("Package added: " + name));
        packages.stream()
                .filter(name -> !after.packages().contains(name))
                .forEach(name -> lines.add("Package removed: " + name));
        for (String name : changedOptions(after)) {
            String was = options.get(name);
            String is = after.options().get(name);
            if (is == null) {
                lines.add("Option no longer set: " + name + " (was " + shortened(String.valueOf(was)) + ")");
            } else if (was == null) {
                lines.add("Option set: " + name + " = " + shortened(is));
            } else {
                lines.add("Option changed: " + name + " = " + shortened(is) + " (was " + shortened(was) + ")");
            }
        }
        return lines;
    }

    /// The options whose value is another one in `after`, or that are set in only one of the two; packages apart.
    SortedSet<String> changedOptions(Manifest after) {
        SortedSet<String> names = new TreeSet<>(options.keySet());
        names.addAll(after.options().keySet());
        names.remove(PACKAGES);
        names.removeIf(name -> Objects.equals(options.get(name), after.options().get(name)));
        return names;
    }

    private static String shortened(String value) {
        int length = value.codePointCount(0, value.length());
        return length <= LONGEST_VALUE ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
}
