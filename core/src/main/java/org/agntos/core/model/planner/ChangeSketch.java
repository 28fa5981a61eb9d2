package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the parts of one change and writes the arguments of `propose`. For one thread.
final class ChangeSketch {
    private static final int LONGEST_SUMMARY = 120;

    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<String, JsonNode> options = new LinkedHashMap<>();
    private final Set<String> reset = new LinkedHashSet<>();
    private final Map<String, List<String>> deeds = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private final Set<String> unfree = new LinkedHashSet<>();

    void install(String attribute) {
        packages.add(attribute);
        did("Install", attribute);
    }

    void remove(String attribute) {
        removed.add(attribute);
        did("Remove", attribute);
    }

    void set(String option, JsonNode value) {
        options.put(option, value);
    }

    /// Sets an option; what was set of a set before stays.
    void merge(String option, JsonNode value) {
        boolean isCode = value.has("$nix");
        boolean areSets = options.get(option) instanceof ObjectNode && value instanceof ObjectNode && !isCode;
        options.put(option, areSets ? sum(valueOf(option), value) : value);
    }

    private static ObjectNode merged(ObjectNode one, ObjectNode other) {
        ObjectNode both = one.deepCopy();
        other.properties().forEach(entry -> {
            JsonNode present = both.path(entry.getKey());
            both.set(
                    entry.getKey(),
                    present instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode added
                            ? merged(inner, added)
                            : entry.getValue());
        });
        return both;
    }

    /// Adds items to a list or names to a set.
    void add(String option, JsonNode items) {
        options.put(option, options.containsKey(option) ? sum(valueOf(option), items) : items);
    }

    /// As [#add], where a file holds something already.
    void addTo(String option, JsonNode declared, JsonNode items) {
        add(option, options.containsKey(option) ? items : sum(declared, items));
    }

    private static JsonNode sum(JsonNode present, JsonNode items) {
        if (present instanceof ObjectNode one && items instanceof ObjectNode other) {
            return merged(one, other);
        }
        if (!(present instanceof ArrayNode list) || !(items instanceof ArrayNode)) {
            return items;
        }
        ArrayNode both = list.deepCopy();
        items.forEach(item -> {
            boolean isThere = false;
            for (JsonNode one : both) {
                isThere |= one.equals(item);
            }
            if (!isThere) {
                both.add(item);
            }
        });
        return both;
    }

    /// Permission for what is not free.
    void allow(List<String> names) {
        unfree.addAll(names);
    }

    Set<String> unfree() {
        return unfree;
    }

    Set<String> packages() {
        return packages;
    }

    Set<String> removed() {
        return removed;
    }

    Map<String, JsonNode> options() {
        return options;
    }

    void reset(String option) {
        reset.add(option);
    }

    /// @param verb such as `Enable`; @param thing as people call it
    void did(String verb, String thing) {
        List<String> things = deeds.computeIfAbsent(verb, _ -> new ArrayList<>());
        if (!things.contains(thing)) {
            things.add(thing);
        }
    }

    /// Says why the change looks as it does.
    void because(String reason) {
        reasons.add(reason);
    }

    boolean isEmpty() {
        return packages.isEmpty() && removed.isEmpty() && options.isEmpty() && reset.isEmpty();
    }

    JsonNode valueOf(String option) {
        return options.getOrDefault(option, JsonNodeFactory.instance.missingNode());
    }

    ObjectNode arguments() {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        texts(arguments, "packages", packages);
        texts(arguments, "remove_packages", removed);
        if (!options.isEmpty()) {
            ArrayNode array = arguments.putArray("options");
            options.forEach((path, value) -> array.addObject().put("path", path).set("value", value));
        }
        texts(arguments, "reset_options", reset);
        arguments.put("summary", summary());
        arguments.put("rationale", String.join(" ", reasons));
        return arguments;
    }

    private static void texts(ObjectNode arguments, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = arguments.putArray(name);
            texts.forEach(array::add);
        }
    }

    /// `Install htop and git, enable ssh`
    private String summary() {
        List<String> parts = new ArrayList<>();
        deeds.forEach((verb, things) -> parts.add((parts.isEmpty() ? verb : lower(verb)) + " " + Phrases.list(things)));
        String summary = String.join(", ", parts);
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
    }

    private static String lower(String word) {
        return word.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + word.substring(1);
    }
}
